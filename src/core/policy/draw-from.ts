import type { ActionId } from '../identifiers.ts';
import { at } from '../linear-algebra/at.ts';
import type { Distribution } from './distribution.ts';
import { drawAction, propensityOf } from './draw.ts';
import { floorShareOf } from './floor.ts';
import type { PolicyDistribution } from './policy-distribution.ts';

export interface Drawn {
  readonly action: ActionId;
  /** Its place among the distribution's actions. */
  readonly place: number;
  readonly distribution: Distribution;
  readonly propensity: number;
  /** The part of the probability, before quantisation, that is the ε floor's; in [0, 1]. */
  readonly floorShare: number;
}

/**
 * The action that the draw picks. The distribution comes first and the draw from it, so the propensity is the
 * sampling probability itself (invariant 2).
 * @throws {InvariantError} `distribution-invalid` for a draw out of range.
 */
export function drawFrom(policy: PolicyDistribution, draw: number): Drawn {
  const { distribution, probabilities, epsilon } = policy;
  const action = drawAction(distribution, draw);
  const place = distribution.actions.indexOf(action);
  return {
    action,
    place,
    distribution,
    propensity: propensityOf(distribution, action),
    floorShare: floorShareOf(at(probabilities, place), probabilities.length, epsilon),
  };
}
