import { at } from '../linear-algebra/at.ts';
import { backwardSolve, factorise, forwardSolve } from '../linear-algebra/dense-cholesky.ts';

/** A covariate of which less than this share is its own, beside those before it, says nothing new. */
const OWN_SHARE = 1e-9;

/**
 * Least-squares slopes of the first coordinate on all others, from their covariances (row by row, `size` × `size`).
 * A covariate that is constant, or a linear combination of those before it, gets slope 0 rather than an arbitrary one.
 * @remarks Solved in units of standard deviations, so that the threshold means the same for every covariate.
 */
export function slopesOf(covariance: Float64Array, size: number): Float64Array {
  const slopes = new Float64Array(size - 1);
  const scale = Float64Array.from({ length: size }, (_, i) => Math.sqrt(at(covariance, i * size + i)));
  let used = Array.from({ length: size - 1 }, (_, j) => j + 1).filter((j) => at(scale, j) > 0);
  while (used.length > 0) {
    const columns = Float64Array.from(used);
    const count = used.length;
    const matrix = new Float64Array(count * count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        const [row, column] = [at(columns, i), at(columns, j)];
        matrix[i * count + j] = at(covariance, row * size + column) / (at(scale, row) * at(scale, column));
      }
    }
    const failed = factorise(matrix, count, OWN_SHARE);
    if (failed === undefined) {
      const right = columns.map((column) => at(covariance, column) / at(scale, column));
      const solution = backwardSolve(matrix, count, forwardSolve(matrix, count, right));
      for (const [k, column] of used.entries()) slopes[column - 1] = at(solution, k) / at(scale, column);
      return slopes;
    }
    used = used.filter((_, k) => k !== failed.row);
  }
  return slopes;
}

/** Variance of y − θᵀx, never negative. */
export function residualVariance(covariance: Float64Array, size: number, slopes: Float64Array): number {
  const weights = Float64Array.from({ length: size }, (_, i) => (i === 0 ? 1 : -at(slopes, i - 1)));
  return Math.max(0, quadraticForm(covariance, size, weights));
}

/** wᵀCw. */
export function quadraticForm(matrix: Float64Array, size: number, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) sum += at(weights, i) * at(weights, j) * at(matrix, i * size + j);
  }
  return sum;
}
