import type { FallbackRules } from '../configuration.ts';
import type { ActionId } from '../identifiers.ts';
import type { Distribution } from './distribution.ts';
import { withFloor } from './floor.ts';
import { quantiseDistribution } from './quantise-distribution.ts';
import { uniformShares } from './uniform.ts';

/**
 * The approved rule-based strategy: the first eligible action of `order` with probability 1 − ε, and ε spread evenly
 * over all eligible actions. When none of `order` is eligible, every eligible action is equally likely.
 */
export function fixedRules(eligible: readonly ActionId[], rules: FallbackRules): Distribution {
  return quantiseDistribution(withFloor(fixedRulesShares(eligible, rules), rules.epsilon));
}

/** The shares before the ε floor: all to the preferred action, or even ones without it. */
export function fixedRulesShares(
  eligible: readonly ActionId[],
  rules: FallbackRules,
): ReadonlyMap<ActionId, number> {
  const preferred = preferredAction(eligible, rules);
  if (preferred === undefined) return uniformShares(eligible);
  return new Map(eligible.map((action) => [action, action === preferred ? 1 : 0]));
}

/** The first action of the rules' order that is eligible. */
export function preferredAction(
  eligible: readonly ActionId[],
  { order }: FallbackRules,
): ActionId | undefined {
  return order.find((action) => eligible.includes(action));
}
