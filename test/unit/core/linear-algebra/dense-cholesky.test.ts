import { fc, test } from '@fast-check/vitest';
import { inverse, Matrix } from 'ml-matrix';
import { describe, expect } from 'vitest';
import {
  backwardSolve,
  factorise,
  forwardSolve,
  inverseOf,
} from '../../../../src/core/linear-algebra/dense-cholesky.ts';
import { dot } from '../../../../src/core/linear-algebra/dot.ts';
import { expectClose } from '../../../support/pooling/compare.ts';

const entry = fc.integer({ min: -40, max: 40 }).map((steps) => steps / 8);

/** A size and I + a Gram matrix of that size, row by row; sizes on both sides of the kernel's stride of 4. */
const positive = fc.integer({ min: 1, max: 11 }).chain((size) =>
  fc.array(fc.array(entry, { minLength: size, maxLength: size }), { maxLength: 12 }).map((rows) => ({
    size,
    matrix: Float64Array.from({ length: size * size }, (_, place) => {
      const [i, j] = [Math.floor(place / size), place % size];
      return rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), i === j ? 1 : 0);
    }),
  })),
);

describe('the dense Cholesky factor', () => {
  test.prop([positive])('gives back the matrix, solves with it and inverts it', ({ size, matrix }) => {
    const factor = matrix.slice();
    expect(factorise(factor, size, 0.5)).toBeUndefined();
    const lower = Matrix.from1DArray(size, size, factor);
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) lower.set(i, j, 0);
    expectClose(lower.mmul(lower.transpose()).to1DArray(), matrix, 1e-12);

    const expected = inverse(Matrix.from1DArray(size, size, matrix));
    const actual = inverseOf(factor, size);
    expectClose(actual, expected.to1DArray(), 1e-9);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) expect(actual[i * size + j]).toBe(actual[j * size + i]);
    }

    const b = Float64Array.from({ length: size }, (_, i) => i - 2);
    const solution = backwardSolve(factor, size, forwardSolve(factor, size, b));
    expectClose(solution, expected.mmul(Matrix.columnVector([...b])).to1DArray(), 1e-9);
  });

  test('is exact where its entries are whole numbers, and leaves the upper triangle alone', () => {
    const matrix = Float64Array.of(4, 6, 6, 25);
    expect(factorise(matrix, 2, 1)).toBeUndefined();
    expect(matrix).toEqual(Float64Array.of(2, 6, 3, 4));
    expect(inverseOf(matrix, 2)).toEqual(Float64Array.of(0.390625, -0.09375, -0.09375, 0.0625));
  });

  test('stops at the first pivot below the floor, and at NaN', () => {
    expect(factorise(Float64Array.of(4, 0, 0, 6, 10, 0, 0, 0, 9), 3, 2)).toEqual({ row: 1, value: 1 });
    expect(factorise(Float64Array.of(4, 0, 6, 11), 2, 2)).toBeUndefined();
    expect(factorise(Float64Array.of(1, 0, Number.NaN, 1), 2, 0.5)).toEqual({ row: 1, value: Number.NaN });
  });

  test('of nothing is nothing', () => {
    expect(factorise(new Float64Array(0), 0, 1)).toBeUndefined();
    expect(inverseOf(new Float64Array(0), 0)).toEqual(new Float64Array(0));
  });
});

describe('a dot product', () => {
  test.prop([fc.array(entry, { maxLength: 30 }), fc.nat({ max: 3 }), fc.nat({ max: 3 })])(
    'is the sum of the products within the ranges given',
    (values, i, j) => {
      const a = Float64Array.from(values);
      const length = Math.max(0, values.length - Math.max(i, j));
      let sum = 0;
      for (let k = 0; k < length; k++) sum += (values[i + k] ?? 0) * (values[j + k] ?? 0);
      // Multiples of 1/64 this small add without rounding, in any order.
      expect(dot(a, i, a, j, length)).toBe(sum);
    },
  );
});
