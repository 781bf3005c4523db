import type { RampStep } from '../core/experiment/experiment.ts';
import type { Instant } from '../core/time/instant.ts';
import { refuseFaults } from './refuse-faults.ts';

/**
 * The ramp with new steps in the place of all that were still to come from the first of them on. What lies before stays:
 * a borrower who is in must not drop out until the new steps begin.
 * @throws {InvalidInputError} `schema-violation` when a step lies in the past, or not after the one before it.
 */
export function extendedRamp(
  ramp: readonly RampStep[],
  steps: readonly RampStep[],
  now: Instant,
): readonly RampStep[] {
  const fields = steps.flatMap(({ from }, index) => {
    const pointer = `/ramp/${index}/from`;
    const before = steps[index - 1]?.from;
    if (from < now) {
      return [{ pointer, problem: 'lies in the past', fix: 'leave it out: the step then holds at once' }];
    }
    return before !== undefined && from <= before
      ? [{ pointer, problem: 'is not after the step before it', fix: 'put the steps in order of time' }]
      : [];
  });
  refuseFaults('The ramp can not be followed', fields);
  const first = steps[0]?.from;
  return first === undefined ? ramp : [...ramp.filter(({ from }) => from < first), ...steps];
}
