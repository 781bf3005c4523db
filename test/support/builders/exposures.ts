import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import type { DecisionExposure, Exposure } from '../../../src/core/experiment/exposure.ts';
import { countExposures } from '../../../src/core/experiment/guardrails/count-exposures.ts';
import { judgeGuardrails, watchesOf } from '../../../src/core/experiment/guardrails/judge-guardrails.ts';
import type { VariantCounts } from '../../../src/core/experiment/guardrails/unit-counts.ts';
import type { Verdict } from '../../../src/core/experiment/guardrails/verdict.ts';
import type { ExperimentId, VariantId } from '../../../src/core/identifiers.ts';
import { borrowerId, decisionId, eventId } from './identifiers.ts';

export const CONTROL = 'as-now' as VariantId;
export const TRIED = 'rules' as VariantId;

export function anExposedDecision(id: string, overrides: Partial<DecisionExposure> = {}): DecisionExposure {
  return { decisionId: decisionId(id), variant: TRIED, contact: false, slow: false, ...overrides };
}

/** A borrower with one decision, harmed once by each of these event types. */
export function anExposure(
  borrower: string,
  decision: Partial<DecisionExposure> = {},
  harms: readonly string[] = [],
): Exposure {
  return {
    experiment: 'evening-calls' as ExperimentId,
    borrowerId: borrowerId(borrower),
    decisions: [anExposedDecision(borrower, decision)],
    harms: harms.map((type) => ({ id: eventId(`${borrower} ${type}`), type })),
  };
}

export function countsOf(
  experiment: Experiment,
  exposures: Iterable<Exposure>,
): ReadonlyMap<VariantId, VariantCounts> {
  const counter = countExposures(watchesOf(experiment));
  for (const exposure of exposures) counter.add(exposure);
  return counter.counts();
}

export function judged(experiment: Experiment, exposures: Iterable<Exposure>): Verdict[] {
  return judgeGuardrails(experiment, countsOf(experiment, exposures));
}
