import { describe, expect, it } from 'vitest';
import { logGammaTails, logTruncatedGammaIntegral } from '../../../../src/core/inference/incomplete-gamma.ts';
import { logBeta, logGamma } from '../../../../src/core/inference/log-gamma.ts';
import {
  chiSquareTail,
  logNormalProbability,
  normalProbability,
  normalQuantile,
} from '../../../../src/core/inference/normal-distribution.ts';

describe('special functions', () => {
  it.each([
    [0.5, Math.log(Math.PI) / 2],
    [1, 0],
    [2, 0],
    [5, Math.log(24)],
    [171, 706.573062245787],
  ])('ln Γ(%d)', (x, expected) => {
    expect(logGamma(x)).toBeCloseTo(expected, 11);
  });

  it('B(2, 3) is 1/12', () => {
    expect(Math.exp(logBeta(2, 3))).toBeCloseTo(1 / 12, 14);
  });

  it.each([0.1, 1, 2.5, 30])('the tails of shape 1 at %d are those of the exponential distribution', (x) => {
    expect(logGammaTails(1, x).upper).toBeCloseTo(-x, 11);
    expect(logGammaTails(1, x).lower).toBeCloseTo(Math.log(-Math.expm1(-x)), 12);
  });

  it.each([-2000, -30, -1, 0.5, 40])('∫ e^(−xt) over [0, 1] at x = %d', (x) => {
    // (1 − e^(−x)) ÷ x, as e^(−x)·(1 − e^x) ÷ −x where e^(−x) would overflow.
    const expected = x > 0 ? Math.log(-Math.expm1(-x) / x) : -x + Math.log(-Math.expm1(x) / -x);
    expect(logTruncatedGammaIntegral(1, x)).toBeCloseTo(expected, 9);
  });

  it('∫ t^(a − 1) over [0, 1] is 1 ÷ a', () => {
    expect(logTruncatedGammaIntegral(2.5, 0)).toBeCloseTo(-Math.log(2.5), 12);
  });

  it.each([
    [0, 0.5],
    [1.96, 0.9750021048517795],
    [-1.96, 0.0249978951482205],
    [-6, 9.865876450376981e-10],
  ])('Φ(%d)', (z, expected) => {
    expect(normalProbability(z) / expected).toBeCloseTo(1, 11);
  });

  it('keeps the far tail as a logarithm', () => {
    expect(logNormalProbability(-20)).toBeCloseTo(-203.9171553710973, 9);
    expect(logNormalProbability(-50)).toBeCloseTo(-1254.831361, 5);
  });

  it.each([
    [0.975, 1.959963984540054],
    [0.5, 0],
    [0.8, 0.8416212335729143],
    [1e-9, -5.997807015007686],
  ])('the quantile of %d', (probability, expected) => {
    expect(normalQuantile(probability)).toBeCloseTo(expected, 11);
  });

  it('χ² of 11.0705 with five degrees of freedom is at the 5 % point', () => {
    expect(chiSquareTail(11.070497693516351, 5)).toBeCloseTo(0.05, 12);
  });

  it('refuse what they are not defined for', () => {
    expect(() => logGamma(0)).toThrow(/^x is 0/);
    expect(() => normalQuantile(1)).toThrow(/^probability is 1/);
  });
});
