import { describe, expect, it } from 'vitest';
import {
  LARGEST_BET,
  predictableLowerBound,
  sideLogarithm,
} from '../../../../src/core/evaluation/predictable-lower-bound.ts';

const psi = (bet: number): number => -Math.log(1 - bet) - bet;

describe('the predictable lower bound', () => {
  it('is no bound before the first value', () => {
    const { bound } = predictableLowerBound({ planned: 10, most: 1, variance: 0.25 });
    expect(bound()).toBe(Number.NEGATIVE_INFINITY);
  });

  it('judges each value by a guess that is never above what the mean can be', () => {
    // So few planned that every bet is the largest.
    const { add, bound } = predictableLowerBound({ planned: 1, most: 0.5, variance: 0.25 });
    add(10);
    add(-0.5);
    // Guesses: a quarter at first; then (25 · ¼ + 10) ÷ 26 = 0.625, cut to ½.
    const penalty = psi(LARGEST_BET) * ((10 - 0.25) ** 2 + (-0.5 - 0.5) ** 2);
    const won = LARGEST_BET * (10 - 0.5);
    expect(bound()).toBeCloseTo((won - sideLogarithm() - penalty) / (2 * LARGEST_BET), 10);
  });

  it('allows 2.5 % for its side', () => {
    expect(Math.exp(-sideLogarithm())).toBeCloseTo(0.025, 12);
    expect(Math.exp(-sideLogarithm(0.99))).toBeCloseTo(0.005, 12);
  });

  it('reaches what the values say as they become many', () => {
    const { add, bound } = predictableLowerBound({ planned: 50_000, most: 1, variance: 0.25 });
    for (let row = 0; row < 50_000; row++) add(row % 2);
    expect(bound()).toBeLessThan(0.5);
    expect(bound()).toBeGreaterThan(0.49);
  });
});
