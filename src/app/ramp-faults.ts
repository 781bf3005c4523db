import type { FieldProblem } from '../core/errors.ts';
import type { RampStep } from '../core/experiment/experiment.ts';
import type { Instant } from '../core/time/instant.ts';

/** What keeps the steps from being followed from now on: one that lies in the past, or is not after the one before it. */
export function findRampFaults(steps: readonly RampStep[], now: Instant): readonly FieldProblem[] {
  return steps.flatMap(({ from }, index) => {
    const pointer = `/ramp/${index}/from`;
    const before = steps[index - 1]?.from;
    if (from < now) {
      return [{ pointer, problem: 'lies in the past', fix: 'leave it out: the step then holds at once' }];
    }
    return before !== undefined && from <= before
      ? [{ pointer, problem: 'is not after the step before it', fix: 'put the steps in order of time' }]
      : [];
  });
}
