import { describe, expect, it } from 'vitest';
import {
  empiricalBernsteinInterval,
  normalInterval,
} from '../../../../src/core/evaluation/confidence-interval.ts';

const CLICKS = { count: 10_000, mean: 0.0046, variance: 0.0046 * 0.9954 };
const SHARE = { lower: 0, upper: 1 };

describe('confidence intervals', () => {
  it('the normal one is mean ± 1.96 standard errors', () => {
    const { lower, upper } = normalInterval(CLICKS);
    expect(lower).toBeCloseTo(0.0046 - 1.96 * 0.000677, 5);
    expect(upper).toBeCloseTo(0.0046 + 1.96 * 0.000677, 5);
  });

  it("the empirical Bernstein one is Maurer and Pontil's, with half of the error on each side", () => {
    const { lower, upper } = empiricalBernsteinInterval(CLICKS, SHARE);
    const half = Math.sqrt((2 * CLICKS.variance * Math.log(80)) / 10_000) + (7 * Math.log(80)) / (3 * 9_999);
    expect(upper).toBeCloseTo(0.0046 + half, 12);
    expect(lower).toBeCloseTo(0.0046 - half, 12);
  });

  it('the empirical Bernstein one never goes beyond what a value can be', () => {
    const { lower, upper } = empiricalBernsteinInterval({ count: 50, mean: 0, variance: 0 }, SHARE);
    expect(lower).toBe(0);
    expect(upper).toBeCloseTo((7 * Math.log(80)) / (3 * 49), 12);
    expect(empiricalBernsteinInterval({ count: 1, mean: 1, variance: 0 }, SHARE)).toEqual(SHARE);
  });
});
