import { type FairnessFacts, type FairnessMargins, judgeFairness } from './fairness-gate.ts';
import type { GateFinding } from './gate-finding.ts';
import { type HarmFacts, judgeHarms } from './harm-gate.ts';
import { judgeValue, type ValueFacts } from './value-gate.ts';

/** Everything that is known of a challenger. */
export interface PromotionFacts {
  readonly value: ValueFacts;
  readonly harms: readonly HarmFacts[];
  readonly fairness: FairnessFacts;
}

export interface PromotionMargins {
  /** By how much a harm's rate per decision may be higher. */
  readonly harm: number;
  readonly fairness: FairnessMargins;
}

export const PROMOTION_MARGINS: PromotionMargins = {
  harm: 0.005,
  fairness: { contact: 0.05, value: 0.02 },
};

export interface PromotionVerdict {
  readonly passed: boolean;
  readonly findings: readonly GateFinding[];
}

/** Whether a challenger may be served to everybody: only if every gate lets it pass. */
export function judgePromotion(
  { value, harms, fairness }: PromotionFacts,
  margins: PromotionMargins = PROMOTION_MARGINS,
): PromotionVerdict {
  const findings = [
    ...judgeValue(value),
    ...judgeHarms(harms, margins.harm),
    ...judgeFairness(fairness, margins.fairness),
  ];
  return { passed: findings.every((finding) => finding.passed), findings };
}
