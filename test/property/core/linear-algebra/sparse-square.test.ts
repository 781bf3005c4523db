import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { packedInverse } from '../../../../src/core/linear-algebra/packed-inverse.ts';
import { triangleLength } from '../../../../src/core/linear-algebra/packed-triangle.ts';
import { ridgeCholesky } from '../../../../src/core/linear-algebra/ridge-cholesky.ts';
import {
  innerProduct,
  quadraticForm,
  sparseSquare,
} from '../../../../src/core/linear-algebra/sparse-square.ts';
import { invertLower } from '../../../../src/core/linear-algebra/triangular-solve.ts';
import {
  fromLower,
  fromUpper,
  quadratic,
  square,
  times,
  toUpper,
  transposed,
} from '../../../support/dense.ts';

const whole = fc.integer({ min: -9, max: 9 });
const real = fc.double({ min: -8, max: 8, noNaN: true });

function values(length: number, value: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> {
  return fc
    .array(value, { minLength: length, maxLength: length })
    .map((all) => Float64Array.from(all, (each) => each + 0));
}

/** A vector, mostly zeros as a one-hot context is, and a packed upper triangle. */
function pair(value: fc.Arbitrary<number>) {
  const sparse = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: value });
  return fc.integer({ min: 1, max: 14 }).chain((d) =>
    fc.record({
      x: fc.oneof(values(d, sparse), values(d, value)),
      triangle: values(triangleLength(d), value),
    }),
  );
}

describe('the square of a vector', () => {
  test.prop([pair(whole)])('has each product that is not 0 once, doubled off the diagonal', ({ x }) => {
    const { features, values: present, places, products } = sparseSquare(x);
    const d = x.length;
    const nonZero = [...x.keys()].filter((i) => x[i] !== 0);
    expect([...features]).toEqual(nonZero);
    expect([...present]).toEqual(nonZero.map((i) => x[i]));
    const expected = toUpper(square(d, (i, j) => (i === j ? 1 : 2) * (x[i] ?? 0) * (x[j] ?? 0)));
    const found = new Float64Array(expected.length);
    places.forEach((place, k) => {
      expect(products[k]).not.toBe(0);
      found[place] = products[k] ?? 0;
    });
    expect(new Set(places).size).toBe(places.length);
    expect([...found].map((value) => value + 0)).toEqual([...expected].map((value) => value + 0));
  });

  test.prop([pair(whole)])('makes xᵀCx, exactly in whole numbers', ({ x, triangle }) => {
    const expected = quadratic(fromUpper(triangle, x.length), [...x]);
    expect(quadraticForm(triangle, sparseSquare(x)) + 0).toBe(expected + 0);
  });

  test.prop([pair(real)])('makes θᵀx, bit for bit as the sum with its zeros', ({ x, triangle }) => {
    const theta = triangle.subarray(0, x.length);
    const expected = x.reduce((sum, value, i) => sum + (theta[i] ?? 0) * value, 0);
    expect(innerProduct(theta, sparseSquare(x)) + 0).toBe(expected + 0);
  });

  test.prop([pair(real)])('makes xᵀCx to the rounding of its terms', ({ x, triangle }) => {
    const dense = fromUpper(triangle, x.length);
    const size = quadratic(
      dense.map((row) => row.map(Math.abs)),
      [...x].map(Math.abs),
    );
    const difference = quadraticForm(triangle, sparseSquare(x)) - quadratic(dense, [...x]);
    expect(Math.abs(difference)).toBeLessThanOrEqual(1e-14 * (1 + size));
  });

  test('of nothing but zeros is empty, and its form 0', () => {
    const nothing = sparseSquare(new Float64Array(5));
    expect(nothing.places).toHaveLength(0);
    expect(quadraticForm(new Float64Array(15).fill(7), nothing)).toBe(0);
  });
});

describe('the inverse from an inverse factor', () => {
  const factor = fc
    .integer({ min: 1, max: 10 })
    .chain((d) =>
      fc.record({ d: fc.constant(d), factor: values(triangleLength(d), fc.oneof(fc.constant(0), whole)) }),
    );

  test.prop([factor])('is FᵀF, exactly in whole numbers', ({ d, factor: packed }) => {
    const dense = fromLower(packed, d);
    const expected = toUpper(times(transposed(dense), dense));
    expect([...packedInverse(packed, d)].map((value) => value + 0)).toEqual(
      [...expected].map((value) => value + 0),
    );
  });

  const grams = fc.integer({ min: 1, max: 8 }).chain((d) =>
    fc.record({
      d: fc.constant(d),
      rows: fc.array(fc.array(whole, { minLength: d, maxLength: d }), { maxLength: 12 }),
      ridge: fc.double({ min: 0.05, max: 50, noNaN: true }),
    }),
  );

  test.prop([grams])('is that of λI + Σxxᵀ', ({ d, rows, ridge }) => {
    const gram = square(d, (i, j) => rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0));
    const { lower } = ridgeCholesky(toUpper(gram), d, ridge);
    const inverse = fromUpper(packedInverse(invertLower(lower, d), d), d);
    const precision = gram.map((row, i) => row.map((value, j) => value + (i === j ? ridge : 0)));
    const condition = (ridge + 81 * d * rows.length) / ridge;
    times(precision, inverse).forEach((row, i) => {
      row.forEach((value, j) => {
        expect(Math.abs(value - (i === j ? 1 : 0))).toBeLessThanOrEqual(1e-13 * condition);
      });
    });
  });
});
