import { type FairnessFacts, type FairnessMargins, judgeFairness } from './fairness-gate.ts';
import { type GateFinding, passed, refused } from './gate-finding.ts';
import { type HarmFacts, judgeHarms } from './harm-gate.ts';
import { judgeValue, type ValueFacts } from './value-gate.ts';

/** Everything that is known of a challenger. */
export interface PromotionFacts {
  /** Whether what the challenger is compared with is what is served; absent where that is so by design. */
  readonly champion?: ChampionFacts;
  readonly value: ValueFacts;
  readonly harms: readonly HarmFacts[];
  readonly fairness: FairnessFacts;
}

/** Who made the decisions that the challenger is judged by. */
export interface ChampionFacts {
  /** The strategy that is served to everybody now. */
  readonly strategy: string;
  /** The share of the decisions that it made, in [0, 1]. */
  readonly share: number;
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
  { champion, value, harms, fairness }: PromotionFacts,
  margins: PromotionMargins = PROMOTION_MARGINS,
): PromotionVerdict {
  const findings = [
    ...(champion === undefined ? [] : [judgeChampion(champion)]),
    ...judgeValue(value),
    ...judgeHarms(harms, margins.harm),
    ...judgeFairness(fairness, margins.fairness),
  ];
  return { passed: findings.every((finding) => finding.passed), findings };
}

/** A log says what is better than those who made it; that is of use if most of it was made by what is served. */
const LEAST_SHARE = 0.8;

function judgeChampion({ strategy, share }: ChampionFacts): GateFinding {
  const percent = `${(100 * share).toFixed(0)} %`;
  const words = `${percent} of the decisions it is judged by were made by what is served now (${strategy}).`;
  return share >= LEAST_SHARE
    ? passed('evidence', words)
    : refused(
        'evidence',
        `Only ${words} To be better than others is not enough.`,
        'Give a log of the time since it is served, or try the policy in an experiment.',
      );
}
