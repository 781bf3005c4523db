import type { FieldProblem } from '../../errors.ts';
import type { Experiment } from '../experiment.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { ExperimentFacts } from './experiment-facts.ts';

/** Everything that keeps an experiment from being proposed beside those of the book; none when fine. */
export function findExperimentFaults(
  _experiment: Experiment,
  _book: PolicyBook | undefined,
  _facts: ExperimentFacts,
): readonly FieldProblem[] {
  return [];
}
