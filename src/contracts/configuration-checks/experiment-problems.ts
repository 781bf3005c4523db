import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { problem, repeated } from './field-problem.ts';

/** Kinds of clusters are told apart by their names; a budget for harm that nothing ever reports would never be spent. */
export function experimentProblems({
  experiments: { clusters = [], harmBudget = [] },
  reward,
}: Pick<Configuration, 'experiments' | 'reward'>): FieldProblem[] {
  const known = reward.events.map(({ type }) => type);
  const budgets = harmBudget.flatMap(({ events }, index) => [
    ...repeated(events, `/experiments/harmBudget/${index}/events`),
    ...events.flatMap((type, place) =>
      known.includes(type)
        ? []
        : [
            problem(
              `/experiments/harmBudget/${index}/events/${place}`,
              `"${type}" is no event type`,
              `use one of ${known.join(', ')}`,
            ),
          ],
    ),
  ]);
  return [...repeated(clusters, '/experiments/clusters'), ...budgets];
}
