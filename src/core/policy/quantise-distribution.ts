import { InvariantError } from '../errors.ts';
import type { ActionId } from '../identifiers.ts';
import { apportion } from './apportion.ts';
import { type Distribution, WHOLE } from './distribution.ts';

/** How far from 1 the probabilities may sum: the rounding of thousands of summands, and no more. */
const TOLERANCE = 1e-12;

/**
 * The probabilities as integers that sum to exactly 2³², each at least 1, by largest remainders; equal remainders in
 * the order of the actions' ids. Equal probabilities get weights that differ by at most 1.
 * @remarks The order of the entries does not matter.
 * @throws {InvariantError} `distribution-invalid` for no action at all, a probability that is negative or no number,
 * or a sum other than 1.
 */
export function quantiseDistribution(probabilities: ReadonlyMap<ActionId, number>): Distribution {
  const entries = [...probabilities].sort(([a], [b]) => (a < b ? -1 : 1));
  const sum = entries.reduce((total, [, probability]) => total + probability, 0);
  if (!(Math.abs(sum - 1) <= TOLERANCE) || entries.some(([, probability]) => probability < 0)) {
    throw new InvariantError(
      'distribution-invalid',
      `Probabilities of ${entries.length} actions must be at least 0 and sum to 1, but sum to ${sum}.`,
      { details: { actions: entries.length, sum } },
    );
  }
  return {
    actions: entries.map(([action]) => action),
    weights: apportion(
      entries.map(([, probability]) => probability),
      WHOLE,
    ),
  };
}
