import { expect } from 'vitest';
import type { ActionId } from '../../../src/core/identifiers.ts';
import { type Distribution, WHOLE } from '../../../src/core/policy/distribution.ts';
import { propensityOf } from '../../../src/core/policy/draw.ts';

/** Invariant 2: whole weights, each at least 1, that sum to 2³², for exactly the eligible actions, sorted. */
export function expectDistribution(distribution: Distribution, eligible: readonly ActionId[]): void {
  const { actions, weights } = distribution;
  expect(actions).toEqual([...eligible].sort());
  expect(weights).toHaveLength(actions.length);
  expect(weights.every((weight) => Number.isInteger(weight) && weight >= 1)).toBe(true);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(WHOLE);
  expect(propensityOf(distribution, 'masked@action' as ActionId)).toBe(0);
  if (actions.length === 1) expect(weights).toEqual([WHOLE]);
}

/** No action is less probable than its even share of ε, to one unit of 2⁻³². */
export function expectFloor({ weights }: Distribution, actions: number, epsilon: number): void {
  for (const weight of weights)
    expect(weight).toBeGreaterThanOrEqual(Math.floor((epsilon / actions) * WHOLE));
}
