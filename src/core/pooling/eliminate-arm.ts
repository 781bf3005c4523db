import { CorruptStateError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import { factorise, inverseOf } from '../linear-algebra/dense-cholesky.ts';
import { dot } from '../linear-algebra/dot.ts';
import { naturalLogarithm } from './natural-logarithm.ts';
import type { DenseArm } from './pooled-arm.ts';

/** What an arm's data say once its own rest has been integrated out. */
export interface EliminatedArm {
  /** W = (I + κG)⁻¹, row by row, exactly symmetric: the part of the shared effects that the arm's data don't overrule. */
  readonly shrinkage: Float64Array;
  /** W·b. */
  readonly pull: Float64Array;
  /** ln|I + κG|. */
  readonly logDeterminant: number;
}

/** Each pivot of I + a matrix without negative eigenvalues is at least 1; below a half something is wrong. */
export const LEAST_PIVOT = 0.5;

/**
 * Integrates out what is an arm's own.
 * @param variance κ = (arm scale ÷ noise scale)², > 0.
 * @param index which arm, for the error.
 * @returns nothing for a cold arm, for which W = I and W·b = 0.
 * @throws {CorruptStateError} `not-positive-definite` when the sums can't be sums of x·xᵀ.
 */
export function eliminateArm(
  { gram, vector, cold }: DenseArm,
  variance: number,
  index: number,
): EliminatedArm | undefined {
  if (cold) return undefined;
  const dimension = vector.length;
  const factor = gram.map((sum) => variance * sum);
  for (let place = 0; place < factor.length; place += dimension + 1) factor[place] = 1 + at(factor, place);
  const failed = factorise(factor, dimension, LEAST_PIVOT);
  if (failed !== undefined) {
    throw new CorruptStateError(
      'not-positive-definite',
      `Arm ${index}: row ${failed.row} of I + (arm ÷ noise)²·Σxxᵀ, ${dimension} × ${dimension}, has the pivot ` +
        `${failed.value}, below 1; fold its statistics again from the decision ledger, or lower the arm's scale.`,
      { details: { arm: index, dimension, row: failed.row, smallestPivot: failed.value } },
    );
  }
  const shrinkage = inverseOf(factor, dimension);
  const pull = vector.map((_, i) => dot(shrinkage, i * dimension, vector, 0, dimension));
  return { shrinkage, pull, logDeterminant: logDeterminant(factor, dimension) };
}

/** ln|LLᵀ|. */
export function logDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * naturalLogarithm(at(factor, i * size + i));
  return sum;
}
