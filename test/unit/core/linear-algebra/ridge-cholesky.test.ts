import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { at } from '../../../../src/core/linear-algebra/at.ts';
import { lowerRow, triangleLength, upperRow } from '../../../../src/core/linear-algebra/packed-triangle.ts';
import { ridgeCholesky } from '../../../../src/core/linear-algebra/ridge-cholesky.ts';
import {
  invertLower,
  solveLower,
  solveLowerTransposed,
} from '../../../../src/core/linear-algebra/triangular-solve.ts';

const rows = fc
  .integer({ min: 1, max: 6 })
  .chain((d) =>
    fc.array(fc.array(fc.integer({ min: -40, max: 40 }), { minLength: d, maxLength: d }), { minLength: 1 }),
  );
const ridge = fc.double({ min: 0.01, max: 100, noNaN: true });

/** The packed upper triangle of the sum of the rows' outer products. */
function gramOf(vectors: readonly (readonly number[])[], dimension: number): Float64Array {
  const gram = new Float64Array(triangleLength(dimension));
  for (const vector of vectors) {
    for (let i = 0; i < dimension; i++) {
      for (let j = i; j < dimension; j++) {
        const place = upperRow(i, dimension) + j;
        gram[place] = at(gram, place) + (vector[i] ?? 0) * (vector[j] ?? 0);
      }
    }
  }
  return gram;
}

function lowerAt(lower: Float64Array, row: number, column: number): number {
  return column > row ? 0 : at(lower, lowerRow(row) + column);
}

describe('the Cholesky factor of a ridge', () => {
  test.prop([rows, ridge])(
    'gives back λI + G when multiplied, and its solves invert it',
    (vectors, lambda) => {
      const d = vectors[0]?.length ?? 0;
      const gram = gramOf(vectors, d);
      const { lower, positiveDefinite, smallestPivot } = ridgeCholesky(gram, d, lambda);
      expect(positiveDefinite).toBe(true);
      expect(smallestPivot).toBeGreaterThanOrEqual(lambda * 0.999);
      const size = Math.max(...gram) + lambda;
      const inverse = invertLower(lower, d);
      for (let i = 0; i < d; i++) {
        for (let j = i; j < d; j++) {
          let product = 0;
          let identity = 0;
          for (let k = 0; k < d; k++) {
            product += lowerAt(lower, i, k) * lowerAt(lower, j, k);
            identity += lowerAt(lower, j, k) * lowerAt(inverse, k, i);
          }
          expect(Math.abs(product - at(gram, upperRow(i, d) + j) - (i === j ? lambda : 0))).toBeLessThan(
            1e-12 * size,
          );
          expect(Math.abs(identity - (i === j ? 1 : 0))).toBeLessThan(1e-9);
        }
      }
    },
  );

  test('is exact on a matrix whose factor has whole numbers', () => {
    const factor = ridgeCholesky(Float64Array.of(3, 6, 24), 2, 1);
    expect(factor.lower).toEqual(Float64Array.of(2, 3, 4));
    expect(factor.smallestPivot).toBe(4);
    expect(solveLower(factor.lower, Float64Array.of(4, 14))).toEqual(Float64Array.of(2, 2));
    expect(solveLowerTransposed(factor.lower, Float64Array.of(2, 2))).toEqual(Float64Array.of(0.25, 0.5));
    expect(invertLower(factor.lower, 2)).toEqual(Float64Array.of(0.5, -0.375, 0.25));
  });

  test('of nothing but the ridge has +0 beside its diagonal, before and after inversion', () => {
    const { lower } = ridgeCholesky(new Float64Array(3), 2, 4);
    expect(lower).toEqual(Float64Array.of(2, 0, 2));
    expect(invertLower(lower, 2)).toEqual(Float64Array.of(0.5, 0, 0.5));
  });
});

describe('a matrix that is no Gram matrix', () => {
  test('is told by its failing pivot', () => {
    const factor = ridgeCholesky(Float64Array.of(1, 5, 1), 2, 1);
    expect(factor.positiveDefinite).toBe(false);
    expect(factor.smallestPivot).toBeCloseTo(2 - 25 / 2, 12);
  });

  test('stops at the first pivot that fails', () => {
    const factor = ridgeCholesky(Float64Array.of(-3, 0, 0, 9, 0, 9), 3, 1);
    expect(factor).toMatchObject({ positiveDefinite: false, smallestPivot: -2 });
  });

  test('counts as not positive definite when a pivot is above 0 but below half the ridge', () => {
    expect(ridgeCholesky(Float64Array.of(-0.75), 1, 1)).toMatchObject({
      positiveDefinite: false,
      smallestPivot: 0.25,
    });
    expect(ridgeCholesky(Float64Array.of(-0.5), 1, 1)).toMatchObject({
      positiveDefinite: true,
      smallestPivot: 0.5,
    });
  });
});
