import { type Distribution, WHOLE } from '../../../src/core/policy/distribution.ts';

/** The probability of each action of the distribution, exact. */
export function sharesOf({ weights }: Distribution): Float64Array {
  return Float64Array.from(weights, (weight) => weight / WHOLE);
}
