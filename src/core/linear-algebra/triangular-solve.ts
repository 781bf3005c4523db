import { at } from './at.ts';
import { lowerRow, triangleLength } from './packed-triangle.ts';

/**
 * y with L·y = b, by forward substitution in ascending order of rows and columns.
 * @param lower L, packed lower triangle row by row, with a diagonal without zeros.
 */
export function solveLower(lower: Float64Array, b: Float64Array): Float64Array {
  const y = new Float64Array(b.length);
  for (let i = 0; i < b.length; i++) {
    const row = lowerRow(i);
    let known = 0;
    for (let j = 0; j < i; j++) known += at(lower, row + j) * at(y, j);
    y[i] = (at(b, i) - known) / at(lower, row + i);
  }
  return y;
}

/** θ with Lᵀ·θ = y, by backward substitution; within a row the columns are taken in ascending order. */
export function solveLowerTransposed(lower: Float64Array, y: Float64Array): Float64Array {
  const theta = new Float64Array(y.length);
  for (let i = y.length - 1; i >= 0; i--) {
    let known = 0;
    for (let j = i + 1; j < y.length; j++) known += at(lower, lowerRow(j) + i) * at(theta, j);
    theta[i] = (at(y, i) - known) / at(lower, lowerRow(i) + i);
  }
  return theta;
}

/** L⁻¹, packed like L: column j solves L·c = eⱼ. Zeros are +0. */
export function invertLower(lower: Float64Array, dimension: number): Float64Array {
  const inverse = new Float64Array(triangleLength(dimension));
  for (let j = 0; j < dimension; j++) {
    inverse[lowerRow(j) + j] = 1 / at(lower, lowerRow(j) + j);
    for (let i = j + 1; i < dimension; i++) {
      const row = lowerRow(i);
      let known = 0;
      for (let k = j; k < i; k++) known += at(lower, row + k) * at(inverse, lowerRow(k) + j);
      inverse[row + j] = (0 - known) / at(lower, row + i);
    }
  }
  return inverse;
}
