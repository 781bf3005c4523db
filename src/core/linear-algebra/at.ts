import { InvariantError } from '../errors.ts';

/**
 * The value at an index that the caller knows to exist.
 * @remarks For Float64Array only: a function that sees one kind of array stays as fast as plain indexing.
 * @throws {InvariantError} `unreachable` when there is none.
 */
export function at(values: Float64Array, index: number): number {
  const value = values[index];
  if (value === undefined)
    throw new InvariantError('unreachable', `No value ${index} among ${values.length}.`);
  return value;
}
