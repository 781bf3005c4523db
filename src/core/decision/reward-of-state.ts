import { rewardOf } from '../reward/reward-of.ts';
import type { RewardRule } from '../reward/reward-rule.ts';
import type { DecisionState } from './decision-state.ts';
import { rewardWindowOf } from './reward-window.ts';

/** The reward that the rule gives to what a decision has heard of and to what is attributed to it. */
export function rewardOfState(rule: RewardRule, state: DecisionState): number {
  return rewardOf(rule, state.events, rewardWindowOf(state), state.attributed);
}

/** Whether the model was told of another reward than is known now. */
export function owesCorrection({ credited, seq }: DecisionState): boolean {
  return credited !== undefined && credited.seq < seq;
}
