import { describe, expect, it } from 'vitest';
import {
  asymptoticLowerBound,
  asymptoticSequence,
  sequentialOneSidedPValue,
  sequentialPValue,
} from '../../../../src/core/inference/asymptotic-confidence-sequence.ts';
import {
  logEvidenceAgainstRate,
  rateSequence,
} from '../../../../src/core/inference/beta-binomial-mixture.ts';
import { gammaExponentialMixture } from '../../../../src/core/inference/gamma-exponential-mixture.ts';
import {
  bestOneSidedPrecision,
  bestPrecision,
  normalMixture,
  oneSidedNormalMixture,
} from '../../../../src/core/inference/normal-mixture.ts';

describe('the asymptotic confidence sequence', () => {
  /** Relative lift of 2422 of 3461 over 1396 of 3000, by the delta method. */
  const [control, treated] = [1396 / 3000, 2422 / 3461];
  const lift = {
    estimate: treated / control - 1,
    standardError:
      Math.sqrt(
        (treated * (1 - treated)) / 3461 + ((control * (1 - control)) / 3000) * (treated / control) ** 2,
      ) / control,
    count: 6461,
  };

  it.each([
    {
      found: { estimate: 0.50336, standardError: 0.33341, count: 6461 },
      tunedFor: 1000,
      lower: -0.55844,
      upper: 1.56516,
    },
    { found: lift, tunedFor: 5000, lower: 0.40098, upper: 0.60675 },
  ])('is [$lower, $upper] as GrowthBook computes it', ({ found, tunedFor, lower, upper }) => {
    const interval = asymptoticSequence(found, { level: 0.05, tunedFor });
    expect(Math.abs(interval.lower - lower)).toBeLessThan(1e-5);
    expect(Math.abs(interval.upper - upper)).toBeLessThan(1e-5);
  });

  it('has a p-value of the level where its end touches 0, on one side and on two', () => {
    const settings = { level: 0.05, tunedFor: 500 };
    const found = { estimate: 0, standardError: 0.1, count: 800 };
    const two = asymptoticSequence(found, settings).upper;
    expect(sequentialPValue({ ...found, estimate: two }, settings)).toBeCloseTo(0.05, 12);
    expect(sequentialPValue({ ...found, estimate: -two }, settings)).toBeCloseTo(0.05, 12);
    const one = -asymptoticLowerBound(found, settings);
    expect(sequentialOneSidedPValue({ ...found, estimate: one }, settings)).toBeCloseTo(0.05, 12);
    expect(sequentialOneSidedPValue({ ...found, estimate: -one }, settings)).toBe(1);
    expect(one).toBeLessThan(two);
  });

  it('on one side, follows the formula with the scale for twice the level', () => {
    // ρ²N = −2 ln 0.1 + ln(1 − 2 ln 0.1) = 6.32886; √(2·64.2886 ÷ 63.2886 · ln(1 + √64.2886 ÷ 0.1)) = 2.9887.
    const found = { estimate: 0, standardError: 1, count: 10_000 };
    expect(asymptoticLowerBound(found, { level: 0.05, tunedFor: 1000 })).toBeCloseTo(-2.9887, 3);
  });

  it('has no doubt without variance', () => {
    const sure = { estimate: 0.3, standardError: 0, count: 9 };
    expect(asymptoticSequence(sure, { level: 0.05, tunedFor: 10 })).toEqual({ lower: 0.3, upper: 0.3 });
    expect(sequentialPValue(sure, { level: 0.05, tunedFor: 10 })).toBe(0);
    expect(sequentialPValue({ ...sure, estimate: 0 }, { level: 0.05, tunedFor: 10 })).toBe(1);
  });

  it.each([
    { field: 'level', found: {}, settings: { level: 0 } },
    { field: 'level', found: {}, settings: { level: 1 } },
    { field: 'tunedFor', found: {}, settings: { tunedFor: 0 } },
    { field: 'count', found: { count: 0 }, settings: {} },
    { field: 'standardError', found: { standardError: -1 }, settings: {} },
    { field: 'estimate', found: { estimate: Number.NaN }, settings: {} },
  ])('refuses a $field that makes no sense', ({ field, found, settings }) => {
    const attempt = () =>
      asymptoticSequence(
        { estimate: 0, standardError: 1, count: 10, ...found },
        { level: 0.05, tunedFor: 10, ...settings },
      );
    expect(attempt).toThrow(new RegExp(`^${field} is`));
  });
});

describe('mixture boundaries, against the reference values of confseq', () => {
  it('normal, two-sided', () => {
    const precision = bestPrecision(100, 0.05);
    expect(precision).toBeCloseTo(12.60056, 5);
    expect(normalMixture(precision).logEvidence(10, 100)).toBeCloseTo(-0.6510052, 6);
    expect(normalMixture(precision).bound(100, 0.05)).toBeCloseTo(30.35209, 5);
  });

  it('normal, one-sided', () => {
    const mixture = oneSidedNormalMixture(bestOneSidedPrecision(100, 0.05));
    expect(mixture.logEvidence(10, 100)).toBeCloseTo(-0.06502391, 6);
    expect(mixture.bound(100, 0.05)).toBeCloseTo(27.66071, 5);
  });

  it('gamma–exponential', () => {
    const mixture = gammaExponentialMixture(bestOneSidedPrecision(100, 0.05), 2);
    expect(mixture.logEvidence(10, 100)).toBeCloseTo(-0.2490165, 6);
    expect(mixture.bound(100, 0.05)).toBeCloseTo(33.02017, 5);
  });

  it('beta–binomial: a surplus of 10 at an intrinsic time of 100, rate 0.2', () => {
    const evidence = logEvidenceAgainstRate({ successes: 135, trials: 625 }, 0.2, {
      level: 0.05,
      tunedFor: 625,
    });
    expect(evidence).toBeCloseTo(-0.6941012, 6);
  });

  it.each([
    { successes: 700, trials: 1000, tunedFor: 100, lower: 0.651629, upper: 0.745949 },
    { successes: 15, trials: 50, tunedFor: 50, lower: 0.129556, upper: 0.511896 },
    { successes: 5, trials: 50, tunedFor: 50, lower: 0.013021, upper: 0.269264 },
    { successes: 1, trials: 50, tunedFor: 50, lower: 0, upper: 0.13489 },
    { successes: 100, trials: 200, tunedFor: 1, lower: 0.328923, upper: 0.671076 },
    { successes: 1, trials: 2, tunedFor: 50, lower: 0, upper: 1 },
    { successes: 0, trials: 1, tunedFor: 50, lower: 0, upper: 1 },
    { successes: 1, trials: 1, tunedFor: 50, lower: 0, upper: 1 },
  ])('rate: $successes of $trials', ({ tunedFor, lower, upper, ...counts }) => {
    const interval = rateSequence(counts, { level: 0.05, tunedFor });
    expect(Math.abs(interval.lower - lower)).toBeLessThan(2e-6);
    expect(Math.abs(interval.upper - upper)).toBeLessThan(2e-6);
  });

  it('refuses more successes than trials and a precision of 0', () => {
    expect(() => rateSequence({ successes: 3, trials: 2 }, { level: 0.05, tunedFor: 5 })).toThrow(
      /^successes is 3/,
    );
    expect(() => normalMixture(0)).toThrow(/^precision is 0/);
    expect(() => gammaExponentialMixture(1, 0)).toThrow(/^scale is 0/);
    expect(() => bestOneSidedPrecision(1, 0.5)).toThrow(/^level is 0.5/);
  });
});
