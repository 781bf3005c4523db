import { WHOLE } from '../../../src/core/policy/distribution.ts';
import type { BorrowerWorld } from '../../../src/core/simulation/borrower-world.ts';
import type { ObservedDecision } from '../observed-decision.ts';

/**
 * The share of borrowers that the policies which made these decisions harm at least once, by the probabilities of the
 * simulated world and of the policies' draws; 0 without decisions.
 */
export function trueHarm(
  world: Pick<BorrowerWorld, 'chanceOf'>,
  decisions: readonly ObservedDecision[],
  types: readonly string[],
): number {
  const unharmed = new Map<string, number>();
  for (const decision of decisions) {
    const { borrowerId } = decision.record;
    unharmed.set(borrowerId, (unharmed.get(borrowerId) ?? 1) * (1 - harmOf(decision)));
  }
  let harmed = 0;
  for (const chance of unharmed.values()) harmed += 1 - chance;
  return unharmed.size === 0 ? 0 : harmed / unharmed.size;

  function harmOf({ simulated: { occasion }, selected }: ObservedDecision): number {
    if (selected === undefined) return 0;
    const { actions, weights } = selected.verdict.distribution;
    return actions.reduce(
      (sum, action, index) => sum + ((weights[index] ?? 0) / WHOLE) * world.chanceOf(occasion, action, types),
      0,
    );
  }
}
