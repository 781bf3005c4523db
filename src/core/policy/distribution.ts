import type { ActionId } from '../identifiers.ts';

/** 2³²: the whole of the probability, so that every weight is an exact integer. */
export const WHOLE = 4_294_967_296;

/**
 * A probability for each eligible action, as integers that sum to 2³².
 * @remarks Invariant 2. `actions` is sorted by code unit; `weights[i] ≥ 1` belongs to `actions[i]`;
 * the propensity of `actions[i]` is exactly `weights[i] / 2³²`, a float64 without rounding.
 */
export interface Distribution {
  readonly actions: readonly ActionId[];
  readonly weights: readonly number[];
}
