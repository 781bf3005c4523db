import { InvariantError } from '../errors.ts';
import type { ActionId } from '../identifiers.ts';
import { at } from '../linear-algebra/at.ts';

/** What a model believes of the eligible actions, in reward units; one entry each, in the same order. */
export interface ScoredActions {
  /** Sorted by code unit, each once. */
  readonly actions: readonly ActionId[];
  /** The channel of each; actions without one are each other's. */
  readonly channels: readonly string[];
  /** Expected reward x·θ before cost. */
  readonly means: Float64Array;
  /** Cost and shadow price together, ≥ 0. */
  readonly costs: Float64Array;
  /** Standard width √(xᵀCx) ≥ 0. */
  readonly widths: Float64Array;
}

/**
 * Expected reward after cost of each action.
 * @throws {InvariantError} `distribution-invalid` when one is not a finite number or its width is none ≥ 0.
 */
export function netRewards({ actions, means, costs, widths }: ScoredActions): Float64Array {
  return means.map((mean, index) => {
    const net = mean - at(costs, index);
    if (Number.isFinite(net) && at(widths, index) >= 0 && Number.isFinite(at(widths, index))) return net;
    throw new InvariantError(
      'distribution-invalid',
      `The score of ${actions[index]} is not a finite number.`,
    );
  });
}
