import { expect } from 'vitest';
import { at } from '../../../src/core/linear-algebra/at.ts';
import { upperRow } from '../../../src/core/linear-algebra/packed-triangle.ts';

/** Expects values as near as `tolerance`, relative to the larger magnitude or to 1. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  Array.from(actual).forEach((value, place) => {
    const other = expected[place] ?? Number.NaN;
    const size = Math.max(1, Math.abs(value), Math.abs(other));
    if (!(Math.abs(value - other) <= tolerance * size)) expect(value).toBe(other);
  });
}

/** xᵀCx of a packed upper triangle. */
export function quadraticForm(packed: Float64Array, x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = i; j < x.length; j++) {
      const product = at(packed, upperRow(i, x.length) + j) * (x[i] ?? 0) * (x[j] ?? 0);
      sum += i === j ? product : 2 * product;
    }
  }
  return sum;
}

export function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
