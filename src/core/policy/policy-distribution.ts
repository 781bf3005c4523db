import type { ActionId } from '../identifiers.ts';
import type { Distribution } from './distribution.ts';
import { withFloor } from './floor.ts';
import { quantiseDistribution } from './quantise-distribution.ts';

/** A policy's answer for one context: what is sampled from, and what it was made of. */
export interface PolicyDistribution {
  readonly distribution: Distribution;
  /** What the weights are the nearest whole numbers of; one for each action. */
  readonly probabilities: Float64Array;
  /** The part of the probability that is spread evenly. */
  readonly epsilon: number;
}

/**
 * The shares mixed with the ε floor, as whole weights that sum to 2³².
 * @param actions Sorted by code unit, each once.
 * @throws {InvariantError} `distribution-invalid` without an action, or for shares that are no distribution.
 */
export function policyDistribution(
  actions: readonly ActionId[],
  shares: Float64Array,
  epsilon: number,
): PolicyDistribution {
  const probabilities = withFloor(shares, epsilon);
  return { distribution: quantiseDistribution(actions, probabilities), probabilities, epsilon };
}
