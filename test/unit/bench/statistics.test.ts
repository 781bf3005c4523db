import { describe, expect, test } from 'vitest';
import { bootstrap, meanEstimate, studentQuantile } from '../../../bench/statistics.ts';

describe('the interval of a mean', () => {
  test.each([
    [1, 12.7062],
    [4, 2.7764],
    [10, 2.2281],
    [11, 2.201],
    [15, 2.1314],
    [29, 2.0452],
    [60, 2.0003],
    [199, 1.972],
  ])('with %i degrees of freedom has Student’s 97.5 %% quantile %f', (degrees, quantile) => {
    expect(studentQuantile(degrees)).toBeCloseTo(quantile, 3);
  });

  test('is mean ± t·s ÷ √n', () => {
    const { value, lower, upper } = meanEstimate([1, 2, 3, 4, 5]);
    const half = 2.776445 * Math.sqrt(2.5 / 5);
    expect(value).toBe(3);
    expect(lower).toBeCloseTo(3 - half, 6);
    expect(upper).toBeCloseTo(3 + half, 6);
  });

  test('has no ends for a single value', () => {
    expect(meanEstimate([0.25])).toEqual({ value: 0.25, lower: -Infinity, upper: Infinity });
  });
});

describe('the bootstrap', () => {
  const values = Array.from({ length: 50 }, (_, index) => index);
  const meanOf = (places: readonly number[]): number =>
    places.reduce((sum, place) => sum + (values[place] ?? Number.NaN), 0) / places.length;

  test('of a mean comes near the interval of the central limit theorem', () => {
    const { value, lower, upper } = bootstrap(50, 'mean', meanOf);
    const half = 1.96 * Math.sqrt((50 ** 2 - 1) / 12 / 50);
    expect(value).toBe(24.5);
    expect(Math.abs(lower - (24.5 - half))).toBeLessThan(0.5);
    expect(Math.abs(upper - (24.5 + half))).toBeLessThan(0.5);
  });

  test('gives the same ends for the same sample and label', () => {
    expect(bootstrap(50, 'mean', meanOf)).toEqual(bootstrap(50, 'mean', meanOf));
  });
});
