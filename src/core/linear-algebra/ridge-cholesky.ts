import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { at } from './at.ts';
import { lowerRow, triangleLength, upperRow } from './packed-triangle.ts';

export interface RidgeFactor {
  /** L with LLᵀ = λI + G, packed lower triangle row by row; meaningless unless `positiveDefinite`. */
  readonly lower: Float64Array;
  readonly positiveDefinite: boolean;
  /** The smallest diagonal value met before taking its root; the one that failed when not positive definite. */
  readonly smallestPivot: number;
}

/**
 * The Cholesky factor of λI + G.
 * @param gram G, packed upper triangle row by row, every value finite.
 * @param ridge λ > 0.
 * @remarks A Gram matrix has no negative eigenvalue, so each pivot of λI + G is at least λ. One below λ/2 means that G
 * is no Gram matrix or that rounding has swallowed the ridge; both count as not positive definite.
 */
export function ridgeCholesky(gram: Float64Array, dimension: number, ridge: number): RidgeFactor {
  const regularised = new Matrix(dimension, dimension);
  for (let i = 0; i < dimension; i++) {
    const row = upperRow(i, dimension);
    regularised.set(i, i, at(gram, row + i) + ridge);
    for (let j = i + 1; j < dimension; j++) {
      // Both halves get the same value: the decomposition refuses a matrix that is not exactly symmetric.
      regularised.set(i, j, at(gram, row + j));
      regularised.set(j, i, at(gram, row + j));
    }
  }
  const decomposition = new CholeskyDecomposition(regularised);
  const factor = decomposition.lowerTriangularMatrix;
  const smallestPivot = findSmallestPivot(regularised, factor);
  const lower = new Float64Array(triangleLength(dimension));
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++) lower[lowerRow(i) + j] = factor.get(i, j);
  }
  return {
    lower,
    positiveDefinite: decomposition.isPositiveDefinite() && smallestPivot >= ridge / 2,
    smallestPivot,
  };
}

/** ml-matrix clamps a failing pivot to 0, so they are formed again to tell by how much it failed. */
function findSmallestPivot(matrix: Matrix, factor: Matrix): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < matrix.rows && smallest > 0; i++) {
    let explained = 0;
    for (let j = 0; j < i; j++) explained += factor.get(i, j) * factor.get(i, j);
    smallest = Math.min(smallest, matrix.get(i, i) - explained);
  }
  return smallest;
}
