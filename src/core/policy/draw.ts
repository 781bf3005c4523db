import { InvariantError } from '../errors.ts';
import type { ActionId } from '../identifiers.ts';
import { type Distribution, WHOLE } from './distribution.ts';

/**
 * The first four bytes of a hash as a big-endian number, 0 … 2³² − 1.
 * @throws {InvariantError} `distribution-invalid` when the hash is shorter.
 */
export function drawNumber(hash: Uint8Array): number {
  if (hash.length < 4) {
    throw new InvariantError(
      'distribution-invalid',
      `A draw needs 4 bytes of hash; there are ${hash.length}.`,
    );
  }
  return hash.subarray(0, 4).reduce((number, byte) => number * 256 + byte, 0);
}

/**
 * The action at which the running sum of the weights first exceeds the draw; so a uniform draw picks each action with
 * its propensity, exactly.
 * @throws {InvariantError} `distribution-invalid` when the draw is no whole number in 0 … 2³² − 1 or the weights sum to
 * less than 2³².
 */
export function drawAction({ actions, weights }: Distribution, draw: number): ActionId {
  let sum = 0;
  const drawn = actions.find((_, index) => {
    sum += weights[index] ?? 0;
    return sum > draw;
  });
  if (drawn === undefined || !Number.isInteger(draw) || draw < 0 || draw >= WHOLE) {
    throw new InvariantError(
      'distribution-invalid',
      `Draw ${draw} falls outside the distribution, which ends at ${sum}.`,
    );
  }
  return drawn;
}

/** The probability with which the action is drawn: weight ÷ 2³², exact; 0 for an action that can't be. */
export function propensityOf({ actions, weights }: Distribution, action: ActionId): number {
  return (weights[actions.indexOf(action)] ?? 0) / WHOLE;
}
