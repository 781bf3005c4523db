import { explainModelChoice } from '../explain/explain-model-choice.ts';
import { explainRulesChoice, type RulesChoice } from '../explain/explain-rules-choice.ts';
import type { Explanation } from '../explain/explanation.ts';
import { type ScoredAction, scoredActionList } from '../explain/scored-action.ts';
import type { ActionId } from '../identifiers.ts';
import type { SnapshotArm } from '../model/snapshot.ts';
import type { Distribution } from '../policy/distribution.ts';
import { drawFrom } from '../policy/draw-from.ts';
import { explorationBonus } from '../policy/explore.ts';
import { preferredAction } from '../policy/fixed-rules.ts';
import type { StrategyName } from '../policy/strategy.ts';
import { explainedParts } from '../pooling/explained-parts.ts';
import { type ModelAnswer, type PlainAnswer, type PolicyInput, scorePolicy } from './score-policy.ts';

export interface ChooseActionInput extends PolicyInput {
  /** Unsigned 32-bit hash of the decision id. */
  readonly draw: number;
}

export interface Choice {
  readonly action: ActionId;
  readonly distribution: Distribution;
  readonly propensity: number;
  readonly strategy: StrategyName;
  /** True when a model should have decided and could not. */
  readonly fallback: boolean;
  readonly explanation: Explanation;
}

/**
 * The action drawn from the policy's distribution over the eligible actions, with that distribution and the reasons.
 * A pure function of its input, bit for bit on any machine: the decision and its replay both call it (invariant 5).
 * @throws {InvariantError} `distribution-invalid` without an eligible action or for a draw out of range.
 */
export function chooseAction(input: ChooseActionInput): Choice {
  const answer = scorePolicy(input);
  return answer.kind === 'model' ? chooseByModel(input, answer) : choosePlainly(input, answer);
}

function chooseByModel({ draw }: ChooseActionInput, answer: ModelAnswer): Choice {
  const { action, place, distribution, propensity, floorShare } = drawFrom(answer, draw);
  const { names, effects, exploration } = answer.snapshot;
  const scored = scoredActionList(answer.scored);
  // Drawn from these very actions, so it has a score and an arm.
  const chosen = scored[place] as ScoredAction;
  const arm = answer.arms[place] as SnapshotArm;
  return {
    action,
    distribution,
    propensity,
    strategy: answer.strategy,
    fallback: false,
    explanation: explainModelChoice({
      chosen,
      scored,
      arm,
      ...(effects.length === 0 ? {} : { parts: explainedParts(effects, arm.groups, arm.theta, answer.x) }),
      bonus: explorationBonus(answer.explorer, answer.scored, exploration, place),
      names,
      x: answer.x,
      propensity,
      floorShare,
    }),
  };
}

function choosePlainly({ draw }: ChooseActionInput, answer: PlainAnswer): Choice {
  const { action, distribution, propensity, floorShare } = drawFrom(answer, draw);
  const rules = answer.strategy === 'fixed-rules';
  const preferred = rules ? preferredAction(distribution.actions, answer.rules) : undefined;
  return {
    action,
    distribution,
    propensity,
    strategy: answer.strategy,
    fallback: answer.fallback,
    explanation: explainRulesChoice({
      action,
      eligible: distribution.actions,
      reason: whyPlain(answer),
      preferred,
      propensity,
      // Without a preference all of the probability is even, whatever ε is.
      floorShare: preferred === undefined ? 1 : floorShare,
    }),
  };
}

function whyPlain({ fallback, heldBack, strategy }: PlainAnswer): RulesChoice['reason'] {
  if (fallback) return 'no-model';
  return heldBack === true ? 'no-contact' : strategy;
}
