import type { FallbackRules } from '../configuration.ts';
import { explainModelChoice } from '../explain/explain-model-choice.ts';
import { explainRulesChoice } from '../explain/explain-rules-choice.ts';
import type { Explanation } from '../explain/explanation.ts';
import { alignVector } from '../features/align-vector.ts';
import type { FeatureVector } from '../features/feature-vector.ts';
import type { ActionId } from '../identifiers.ts';
import { scoreArm } from '../model/score-arm.ts';
import type { Snapshot, SnapshotArm } from '../model/snapshot.ts';
import type { Distribution } from '../policy/distribution.ts';
import { drawFrom } from '../policy/draw-from.ts';
import { fixedRulesShares, preferredAction } from '../policy/fixed-rules.ts';
import { randUcbShares, type ScoredAction } from '../policy/randucb.ts';
import type { StrategyName } from './decision-record.ts';

export interface ChooseActionInput {
  readonly snapshot: Snapshot | undefined;
  readonly x: FeatureVector;
  /** At least one. */
  readonly eligible: readonly ActionId[];
  /** Unsigned 32-bit hash of the decision id. */
  readonly draw: number;
  readonly fallback: FallbackRules;
}

export interface Choice {
  readonly action: ActionId;
  readonly distribution: Distribution;
  readonly propensity: number;
  readonly strategy: StrategyName;
  /** True when no model decided. */
  readonly fallback: boolean;
  readonly explanation: Explanation;
}

/**
 * The action drawn from the policy's distribution over the eligible actions, with that distribution and the reasons.
 * A pure function of its input, bit for bit on any machine: the decision and its replay both call it (invariant 5).
 * @remarks The model decides among the eligible actions that the snapshot has an arm for. When there is no snapshot, it
 * knows none of them, or it was built before the first credit, the fixed rules decide (invariant 9).
 * @throws {InvariantError} `distribution-invalid` without an eligible action or for a draw out of range.
 */
export function chooseAction(input: ChooseActionInput): Choice {
  const { snapshot } = input;
  const eligible = new Set(input.eligible);
  const arms = snapshot?.arms.filter(({ action }) => eligible.has(action)) ?? [];
  return snapshot === undefined || arms.length === 0 || hasLearnedNothing(snapshot)
    ? chooseByRules(input)
    : chooseByModel(input, { ...snapshot, arms });
}

/** Before the first credit every action looks alike and cost alone would decide: approved rules know better. */
function hasLearnedNothing({ arms }: Snapshot): boolean {
  return arms.every(({ count }) => count === 0);
}

function chooseByModel({ x, draw }: ChooseActionInput, { names, arms, exploration }: Snapshot): Choice {
  const values = alignVector(x, names);
  const scored = arms.map((arm) => ({ ...scoreArm(arm, values), action: arm.action, cost: arm.cost, arm }));
  const drawn = drawFrom(randUcbShares(scored, exploration.beta), exploration.epsilon, draw);
  // The shares have an entry for each scored action and no other, so the drawn one is among them.
  const chosen = scored.find(({ action }) => action === drawn.action) as ScoredAction & {
    readonly arm: SnapshotArm;
  };
  const { action, distribution, propensity, floorShare } = drawn;
  return {
    action,
    distribution,
    propensity,
    strategy: 'linucb',
    fallback: false,
    explanation: explainModelChoice({
      chosen,
      scored,
      arm: chosen.arm,
      names,
      x: values,
      propensity,
      floorShare,
    }),
  };
}

function chooseByRules({ eligible, draw, fallback }: ChooseActionInput): Choice {
  const preferred = preferredAction(eligible, fallback);
  const drawn = drawFrom(fixedRulesShares(eligible, fallback), fallback.epsilon, draw);
  const { action, distribution, propensity } = drawn;
  return {
    action,
    distribution,
    propensity,
    strategy: 'fixed-rules',
    fallback: true,
    explanation: explainRulesChoice({
      action,
      eligible: distribution.actions,
      preferred,
      propensity,
      // Without a preference all of the probability is even, whatever ε is.
      floorShare: preferred === undefined ? 1 : drawn.floorShare,
    }),
  };
}
