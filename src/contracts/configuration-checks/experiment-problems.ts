import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { problem, repeated } from './field-problem.ts';

/** A budget for harm that nothing ever reports would never be spent. */
export function experimentProblems({
  experiments: { harmBudget = [] },
  reward,
}: Pick<Configuration, 'experiments' | 'reward'>): FieldProblem[] {
  const known = reward.events.map(({ type }) => type);
  return harmBudget.flatMap(({ events }, index) => [
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
}
