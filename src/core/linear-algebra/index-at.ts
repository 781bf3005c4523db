import { InvariantError } from '../errors.ts';

/**
 * The position stored at a place that the caller knows to exist; `at` for Int32Array.
 * @throws {InvariantError} `unreachable` when there is none.
 */
export function indexAt(positions: Int32Array, place: number): number {
  const position = positions[place];
  if (position === undefined)
    throw new InvariantError('unreachable', `No position ${place} among ${positions.length}.`);
  return position;
}
