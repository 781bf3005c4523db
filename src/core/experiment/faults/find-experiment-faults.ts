import type { FieldProblem } from '../../errors.ts';
import type { Experiment } from '../experiment.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { ExperimentFacts } from './experiment-facts.ts';
import { findAnalysisFaults } from './find-analysis-faults.ts';
import { findClashes } from './find-clashes.ts';
import { findDesignFaults } from './find-design-faults.ts';
import { findGuardrailFaults } from './find-guardrail-faults.ts';
import { findNameFaults } from './find-name-faults.ts';
import { findPopulationFaults } from './find-population-faults.ts';
import { findSliceFaults } from './find-slice-faults.ts';
import { findVariantFaults } from './find-variant-faults.ts';

/**
 * Everything that keeps an experiment from being proposed under a configuration, beside the experiments of the book that
 * are not stopped; none when fine. Pointers lead into the experiment.
 */
export function findExperimentFaults(
  experiment: Experiment,
  book: PolicyBook | undefined,
  facts: ExperimentFacts,
): readonly FieldProblem[] {
  return [
    ...findNameFaults(experiment),
    ...findPopulationFaults(experiment.population, facts),
    ...findDesignFaults(experiment, facts),
    ...findSliceFaults(experiment),
    ...findVariantFaults(experiment, facts),
    ...findGuardrailFaults(experiment.guardrails, facts),
    ...findAnalysisFaults(experiment.analysis, facts),
    ...findClashes(experiment, book),
  ];
}
