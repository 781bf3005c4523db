import type { FallbackRules } from '../configuration.ts';
import type { ActionId } from '../identifiers.ts';
import { uniformShares } from './uniform.ts';

/**
 * The approved rule-based strategy before the ε floor: everything to the first action of the rules' order that is
 * eligible, or even shares when none of them is.
 */
export function fixedRulesShares(actions: readonly ActionId[], rules: FallbackRules): Float64Array {
  const preferred = preferredAction(actions, rules);
  if (preferred === undefined) return uniformShares(actions.length);
  return Float64Array.from(actions, (action) => (action === preferred ? 1 : 0));
}

/** The first action of the rules' order that is eligible. */
export function preferredAction(
  eligible: readonly ActionId[],
  { order }: FallbackRules,
): ActionId | undefined {
  return order.find((action) => eligible.includes(action));
}
