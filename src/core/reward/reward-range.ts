import type { RewardRule } from './reward-rule.ts';

/** The largest reward less the smallest; 1 for a rule whose reward can't vary: its differences are 0 whatever divides them. */
export function rewardRange({ min, max }: Pick<RewardRule, 'min' | 'max'>): number {
  return max > min ? max - min : 1;
}
