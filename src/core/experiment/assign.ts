import { assignPeriod } from './assign-period.ts';
import { assignUnit } from './assign-unit.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentRequest } from './assignment-request.ts';
import { isInPopulation } from './is-in-population.ts';
import type { BookedExperiment } from './policy-book.ts';

/** The variant that a running experiment has for a decision; undefined when the decision is not in the experiment. */
export function assign(
  { experiment, version }: BookedExperiment,
  request: AssignmentRequest,
): Assignment | undefined {
  if (!isInPopulation(experiment.population, request)) return undefined;
  const drawn =
    experiment.design.kind === 'switchback'
      ? assignPeriod(experiment, experiment.design, request)
      : assignUnit(experiment, experiment.design, request);
  const { id, role } = experiment;
  return drawn && { experiment: id, version, role, ...drawn };
}
