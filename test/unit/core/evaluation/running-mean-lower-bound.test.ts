import { describe, expect, it } from 'vitest';
import {
  runningMeanLowerBound,
  sideError,
} from '../../../../src/core/evaluation/running-mean-lower-bound.ts';
import { gammaExponentialMixture } from '../../../../src/core/inference/gamma-exponential-mixture.ts';
import { bestOneSidedPrecision } from '../../../../src/core/inference/normal-mixture.ts';

describe('the lower bound of a running mean', () => {
  it('is no bound before the first value, and excludes nothing', () => {
    const { bound, excludes } = runningMeanLowerBound({ planned: 10, most: 1, variance: 0.25 });
    expect(bound()).toBe(Number.NEGATIVE_INFINITY);
    expect(excludes(-1000)).toBe(false);
  });

  it('judges each value by a guess that is never above what can be expected', () => {
    const { add, bound } = runningMeanLowerBound({ planned: 8, most: 0.5, variance: 0.25 });
    add(10);
    add(-0.5);
    // Guesses: a quarter at first; then (25 · ¼ + 10) ÷ 26 = 0.625, cut to ½.
    const squares = (10 - 0.25) ** 2 + (-0.5 - 0.5) ** 2;
    const mixture = gammaExponentialMixture(bestOneSidedPrecision(2, 0.025), 1);
    expect(bound()).toBeCloseTo((10 - 0.5 - mixture.bound(squares, 0.025)) / 2, 10);
  });

  it('allows 2.5 % for its side', () => {
    expect(sideError()).toBeCloseTo(0.025, 12);
  });

  it('excludes what is below the bound, and nothing above it', () => {
    const { add, bound, excludes } = runningMeanLowerBound({ planned: 300, most: 1, variance: 0.25 });
    for (let row = 0; row < 300; row++) add(row % 3 === 0 ? 0 : 1);
    expect(excludes(bound() - 1e-9)).toBe(true);
    expect(excludes(bound() + 1e-9)).toBe(false);
  });

  it('reaches what the values say as they become many', () => {
    const { add, bound } = runningMeanLowerBound({ planned: 50_000, most: 1, variance: 0.25 });
    for (let row = 0; row < 50_000; row++) add(row % 2);
    expect(bound()).toBeLessThan(0.5);
    expect(bound()).toBeGreaterThan(0.49);
  });

  it('still says something after ten million values', () => {
    const { add, bound } = runningMeanLowerBound({ planned: 10_000_000, most: 0.1, variance: 0.01 });
    for (let row = 0; row < 10_000_000; row++) add(row % 20 === 0 ? 1 : 0);
    expect(bound()).toBeLessThan(0.05);
    expect(bound()).toBeGreaterThan(0.0495);
  });
});
