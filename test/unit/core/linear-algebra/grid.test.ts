import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  assertOnGrid,
  clipToGrid,
  EXACT_SUM_LIMIT,
  isExactSum,
  isOnGrid,
  LIMIT,
  quantise,
} from '../../../../src/core/linear-algebra/grid.ts';

const withinLimit = fc.double({ min: -LIMIT, max: LIMIT, noNaN: true });
const STEP = 1 / 4096;

describe('quantise', () => {
  test.prop([withinLimit])('gives the nearest multiple of 2^-12, never -0', (value) => {
    const result = quantise(value);
    expect(isOnGrid(result)).toBe(true);
    expect(Object.is(result, -0)).toBe(false);
    expect(Math.abs(result - value)).toBeLessThanOrEqual(STEP / 2);
  });

  test.prop([withinLimit])('is odd and leaves what is on the grid as it is', (value) => {
    expect(quantise(-value)).toBe(0 - quantise(value));
    expect(quantise(quantise(value))).toBe(quantise(value));
  });

  test('rounds ties away from zero', () => {
    expect(quantise(1.5 * STEP)).toBe(2 * STEP);
    expect(quantise(-2.5 * STEP)).toBe(-3 * STEP);
    expect(quantise(0.49 * STEP)).toBe(0);
    expect(quantise(-0.49 * STEP)).toBe(0);
  });

  test.each([8 + 1e-9, -9, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => quantise(value)).toThrow(expect.objectContaining({ code: 'summand-out-of-range' }));
  });
});

test('clipToGrid brings everything into [-8, 8]', () => {
  expect(clipToGrid(Number.POSITIVE_INFINITY)).toBe(8);
  expect(clipToGrid(-1e300)).toBe(-8);
  expect(clipToGrid(0.3)).toBe(1229 / 4096);
});

test.each([8 + STEP, -8 - STEP, STEP / 2, Number.NaN, Number.NEGATIVE_INFINITY])(
  '%d is not on the grid',
  (value) => {
    expect(isOnGrid(value)).toBe(false);
    expect(() => assertOnGrid(value)).toThrow(expect.objectContaining({ code: 'summand-out-of-range' }));
  },
);

test('the ends of the grid are on it', () => {
  expect([8, -8, 0, STEP].map(isOnGrid)).toEqual([true, true, true, true]);
  expect(assertOnGrid(8)).toBeUndefined();
});

test('an exact sum is a multiple of 2^-24 within 2^29 and not -0', () => {
  expect([0, 2 ** -24, EXACT_SUM_LIMIT, -EXACT_SUM_LIMIT].map(isExactSum)).toEqual([true, true, true, true]);
  const inexact = [-0, 2 ** -25, EXACT_SUM_LIMIT + 1, Number.NaN, Number.POSITIVE_INFINITY];
  expect(inexact.map(isExactSum)).toEqual([false, false, false, false, false]);
});
