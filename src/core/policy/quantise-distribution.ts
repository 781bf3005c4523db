import { InvariantError } from '../errors.ts';
import type { ActionId } from '../identifiers.ts';
import { apportion } from './apportion.ts';
import { type Distribution, WHOLE } from './distribution.ts';

/** How far from 1 the probabilities may sum: the rounding of thousands of summands, and no more. */
const TOLERANCE = 1e-12;

/**
 * The probabilities as integers that sum to exactly 2³², each at least 1, by largest remainders; equal remainders in
 * the order of the actions. Equal probabilities get weights that differ by at most 1.
 * @param actions Sorted by code unit, each once: so the distribution does not depend on how they came.
 * @param probabilities One for each action.
 * @throws {InvariantError} `distribution-invalid` for no action at all, a probability that is negative or no number,
 * a sum other than 1, or actions out of order.
 */
export function quantiseDistribution(
  actions: readonly ActionId[],
  probabilities: Float64Array,
): Distribution {
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  if (!(Math.abs(sum - 1) <= TOLERANCE) || probabilities.some((probability) => probability < 0)) {
    throw new InvariantError(
      'distribution-invalid',
      `Probabilities of ${actions.length} actions must be at least 0 and sum to 1, but sum to ${sum}.`,
      { details: { actions: actions.length, sum } },
    );
  }
  if (
    actions.length !== probabilities.length ||
    actions.some((action, index) => !isAfter(action, actions[index - 1]))
  ) {
    throw new InvariantError(
      'distribution-invalid',
      'The actions of a distribution are not sorted, each once.',
    );
  }
  return { actions, weights: apportion(probabilities, WHOLE) };
}

function isAfter(action: ActionId, previous: ActionId | undefined): boolean {
  return previous === undefined || previous < action;
}
