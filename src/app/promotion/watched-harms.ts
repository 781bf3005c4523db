import type { Configuration } from '../../core/configuration.ts';

/** The events that must not become more frequent: those that cost reward, and those of the harm budget. */
export function watchedHarms({
  reward,
  experiments,
}: Pick<Configuration, 'reward' | 'experiments'>): readonly string[] {
  const costly = reward.events.filter(({ value }) => value < 0).map(({ type }) => type);
  const budgeted = (experiments.harmBudget ?? []).flatMap(({ events }) => events);
  return [...new Set([...costly, ...budgeted])];
}
