import type { ActionId } from '../identifiers.ts';
import type { Distribution } from './distribution.ts';
import { drawAction, propensityOf } from './draw.ts';
import { floorShareOf, withFloor } from './floor.ts';
import { quantiseDistribution } from './quantise-distribution.ts';

export interface Drawn {
  readonly action: ActionId;
  readonly distribution: Distribution;
  readonly propensity: number;
  /** The part of the probability, before quantisation, that is the ε floor's; in [0, 1]. */
  readonly floorShare: number;
}

/**
 * The action that the draw picks from the shares mixed with the ε floor. The distribution comes first and the draw
 * from it, so the propensity is the sampling probability itself (invariant 2).
 * @throws {InvariantError} `distribution-invalid` without a share, or for a draw out of range.
 */
export function drawFrom(shares: ReadonlyMap<ActionId, number>, epsilon: number, draw: number): Drawn {
  const probabilities = withFloor(shares, epsilon);
  const distribution = quantiseDistribution(probabilities);
  const action = drawAction(distribution, draw);
  return {
    action,
    distribution,
    propensity: propensityOf(distribution, action),
    // Drawn from these probabilities, so it has one.
    floorShare: floorShareOf(probabilities.get(action) as number, shares.size, epsilon),
  };
}
