import { at } from './at.ts';
import { dot } from './dot.ts';

/** A diagonal value before its root was taken. */
export interface Pivot {
  readonly row: number;
  readonly value: number;
}

/**
 * Overwrites the lower triangle of a symmetric matrix, stored row by row, with its Cholesky factor L.
 * @param floor what every pivot has to reach, > 0.
 * @returns the pivot that fell short, at which it stopped, and nothing when there is none. NaN falls short.
 */
export function factorise(matrix: Float64Array, size: number, floor: number): Pivot | undefined {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j < i; j++) {
      const known = dot(matrix, row, matrix, j * size, j);
      matrix[row + j] = (at(matrix, row + j) - known) / at(matrix, j * size + j);
    }
    const value = at(matrix, row + i) - dot(matrix, row, matrix, row, i);
    if (!(value >= floor)) return { row: i, value };
    matrix[row + i] = Math.sqrt(value);
  }
  return undefined;
}

/** y with L·y = b. */
export function forwardSolve(factor: Float64Array, size: number, b: Float64Array): Float64Array {
  const y = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    y[i] = (at(b, i) - dot(factor, i * size, y, 0, i)) / at(factor, i * size + i);
  }
  return y;
}

/** z with Lᵀ·z = y. */
export function backwardSolve(factor: Float64Array, size: number, y: Float64Array): Float64Array {
  const z = y.slice();
  for (let i = size - 1; i >= 0; i--) {
    const row = i * size;
    const value = at(z, i) / at(factor, row + i);
    z[i] = value;
    for (let j = 0; j < i; j++) z[j] = at(z, j) - at(factor, row + j) * value;
  }
  return z;
}

/**
 * (LLᵀ)⁻¹, all of it, exactly symmetric.
 * @remarks By way of U = L⁻ᵀ, kept row by row, so that every sum runs over neighbours: (LLᵀ)⁻¹ = U·Uᵀ.
 */
export function inverseOf(factor: Float64Array, size: number): Float64Array {
  const upper = invertTransposed(factor, size);
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const value = dot(upper, i * size + j, upper, j * size + j, size - j);
      inverse[i * size + j] = value;
      inverse[j * size + i] = value;
    }
  }
  return inverse;
}

/** L⁻ᵀ: its row j solves L·c = eⱼ. */
function invertTransposed(factor: Float64Array, size: number): Float64Array {
  const upper = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const row = j * size;
    upper[row + j] = 1 / at(factor, row + j);
    for (let i = j + 1; i < size; i++) {
      const known = dot(factor, i * size + j, upper, row + j, i - j);
      upper[row + i] = (0 - known) / at(factor, i * size + i);
    }
  }
  return upper;
}
