import { greedyAction } from '../explain/greedy-action.ts';
import { scoredActionList } from '../explain/scored-action.ts';
import { at } from '../linear-algebra/at.ts';
import { type Distribution, WHOLE } from '../policy/distribution.ts';
import { propensityOf } from '../policy/draw.ts';
import { netRewards, type ScoredActions } from '../policy/scored-actions.ts';
import { type Choice, type ChooseActionInput, choosePlainly } from './choose-action.ts';
import type { Shadow } from './decision-record.ts';
import { answerByRules, scorePolicy } from './score-policy.ts';

export interface ShadowedChoice extends Choice {
  /** Absent while there is no model that has learned anything. */
  readonly shadow?: Omit<Shadow, 'snapshot'>;
}

/**
 * The fixed rules' choice, with what the snapshot's strategy would have made of the same decision.
 * @remarks The strategy's opinion has no part in the draw: decisions and propensities are those of the rules alone.
 */
export function chooseInShadow(input: ChooseActionInput): ShadowedChoice {
  const choice = choosePlainly(input, answerByRules(input, false));
  const opinion = scorePolicy(input);
  if (opinion.kind !== 'model') return choice;
  const { strategy, distribution, scored } = opinion;
  return {
    ...choice,
    shadow: {
      strategy,
      action: greedyAction(scoredActionList(scored)).action,
      propensity: propensityOf(distribution, choice.action),
      expected: expectedReward(distribution, scored),
      expectedOfRules: expectedReward(choice.distribution, scored),
    },
  };
}

/** What the scores expect of a distribution; actions that the model does not know count as nothing expected. */
function expectedReward({ actions, weights }: Distribution, scored: ScoredActions): number {
  const nets = netRewards(scored);
  return actions.reduce((sum, action, index) => {
    const place = scored.actions.indexOf(action);
    return place < 0 ? sum : sum + ((weights[index] ?? 0) / WHOLE) * at(nets, place);
  }, 0);
}
