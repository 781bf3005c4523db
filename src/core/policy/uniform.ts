import type { ActionId } from '../identifiers.ts';
import type { Distribution } from './distribution.ts';
import { quantiseDistribution } from './quantise-distribution.ts';

/** The same probability for every eligible action, to one unit of 2⁻³². */
export function uniform(eligible: readonly ActionId[]): Distribution {
  return quantiseDistribution(uniformShares(eligible));
}

/** 1/K for each of K actions. */
export function uniformShares(eligible: readonly ActionId[]): ReadonlyMap<ActionId, number> {
  const distinct = new Set(eligible);
  return new Map([...distinct].map((action) => [action, 1 / distinct.size]));
}
