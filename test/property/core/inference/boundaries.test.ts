import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  asymptoticLowerBound,
  asymptoticSequence,
  sequentialPValue,
} from '../../../../src/core/inference/asymptotic-confidence-sequence.ts';
import {
  logEvidenceAgainstRate,
  rateSequence,
} from '../../../../src/core/inference/beta-binomial-mixture.ts';
import { gammaExponentialMixture } from '../../../../src/core/inference/gamma-exponential-mixture.ts';
import {
  benjaminiHochberg,
  bonferroni,
  eBenjaminiHochberg,
  holm,
} from '../../../../src/core/inference/multiplicity.ts';
import {
  bestOneSidedPrecision,
  bestPrecision,
  normalMixture,
  oneSidedNormalMixture,
} from '../../../../src/core/inference/normal-mixture.ts';
import { propensityMartingale } from '../../../../src/core/inference/propensity-martingale.ts';
import { logSampleRatioEvidence } from '../../../../src/core/inference/sample-ratio.ts';

const level = fc.double({ min: 0.001, max: 0.4, noNaN: true });
const count = fc.integer({ min: 1, max: 100_000 });
const settings = fc.record({ level, tunedFor: fc.integer({ min: 1, max: 100_000 }) });
const estimate = fc.double({ min: -3, max: 3, noNaN: true });

describe('the asymptotic sequence', () => {
  test.prop([estimate, count, settings])('narrows with each observation', (mean, n, tuned) => {
    const width = (observations: number) => {
      const found = { estimate: mean, standardError: 1 / Math.sqrt(observations), count: observations };
      const { lower, upper } = asymptoticSequence(found, tuned);
      return upper - lower;
    };
    expect(width(n + 1)).toBeLessThan(width(n));
  });

  test.prop([estimate, count, settings])(
    'leaves out 0 exactly when p falls below the level',
    (mean, n, tuned) => {
      const found = { estimate: mean, standardError: 0.3, count: n };
      const { lower, upper } = asymptoticSequence(found, tuned);
      fc.pre(Math.abs(lower) > 1e-9 && Math.abs(upper) > 1e-9);
      expect(sequentialPValue(found, tuned) < tuned.level).toBe(lower > 0 || upper < 0);
    },
  );

  test.prop([estimate, count, settings])('is wider than one look’s interval', (mean, n, tuned) => {
    const found = { estimate: mean, standardError: 0.3, count: n };
    // √(2 ln(1/α)) bounds the normal quantile of 1 − α/2 from above only loosely; the sequence exceeds even that.
    const half = asymptoticSequence(found, tuned).upper - mean;
    expect(half).toBeGreaterThan(0.3 * Math.sqrt(2 * Math.log(1 / tuned.level)) * (1 - 1e-9));
    expect(asymptoticLowerBound(found, tuned)).toBeLessThan(mean);
  });
});

describe('the mixtures', () => {
  const variance = fc.double({ min: 0.5, max: 5000, noNaN: true });
  test.prop([variance, variance, level])('reach 1 ÷ level exactly at their bound', (at, tunedFor, alpha) => {
    const one = bestOneSidedPrecision(tunedFor, alpha);
    for (const mixture of [
      normalMixture(bestPrecision(tunedFor, alpha)),
      oneSidedNormalMixture(one),
      gammaExponentialMixture(one, 0.5),
      gammaExponentialMixture(one, 2),
    ]) {
      expect(mixture.logEvidence(mixture.bound(at, alpha), at)).toBeCloseTo(-Math.log(alpha), 6);
    }
  });

  test.prop([variance, level])('start with no evidence', (tunedFor, alpha) => {
    const one = bestOneSidedPrecision(tunedFor, alpha);
    expect(normalMixture(bestPrecision(tunedFor, alpha)).logEvidence(0, 0)).toBeCloseTo(0, 12);
    expect(oneSidedNormalMixture(one).logEvidence(0, 0)).toBeCloseTo(0, 12);
    expect(gammaExponentialMixture(one, 0.5).logEvidence(0, 0)).toBeCloseTo(0, 8);
  });

  test.prop([variance, level])('a small scale makes the exponential bound the normal one', (at, alpha) => {
    const one = bestOneSidedPrecision(100, alpha);
    const exponential = gammaExponentialMixture(one, 0.01).bound(at, alpha);
    expect(exponential / oneSidedNormalMixture(one).bound(at, alpha)).toBeCloseTo(1, 1);
  });
});

describe('e-values expect 1 under the hypothesis', () => {
  const rate = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  const past = fc.tuple(fc.nat(40), fc.nat(40));
  /** What a fair bet is worth after one more trial, over what it was worth before. */
  const growth = (p: number, [s, f]: readonly [number, number], log: (s: number, f: number) => number) =>
    p * Math.exp(log(s + 1, f) - log(s, f)) + (1 - p) * Math.exp(log(s, f + 1) - log(s, f));

  test.prop([rate, past, settings])('against a rate, after any past', (p, [s, f], tuned) => {
    const log = (a: number, b: number) => logEvidenceAgainstRate({ successes: a, trials: a + b }, p, tuned);
    expect(growth(p, [s + 1, f], log)).toBeCloseTo(1, 7);
  });

  test.prop([rate, past])('of the sample ratio, after any past', (p, counts) => {
    const log = (a: number, b: number) =>
      logSampleRatioEvidence([
        { count: a, weight: p },
        { count: b, weight: 1 - p },
      ]);
    expect(growth(p, counts, log)).toBeCloseTo(1, 8);
  });

  const propensity = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const choices = fc.array(fc.tuple(propensity, fc.boolean()), { maxLength: 30 });
  test.prop([choices, propensity, fc.constantFrom(0.1, 1, 20)])(
    'of the propensity martingale at most that, after any past',
    (chosenBefore, p, tunedFor) => {
      const { add, empty, value } = propensityMartingale(tunedFor);
      const offer = (state: typeof empty, share: number, taken: boolean) =>
        add(state, {
          chosen: taken ? 'email' : 'sms',
          propensities: new Map([
            ['email', share],
            ['sms', 1 - share],
          ]),
        });
      const evidence = (state: typeof empty) => value(state)?.get('email')?.logEvidence ?? 0;
      const past = chosenBefore.reduce((state, [share, taken]) => offer(state, share, taken), empty);
      const worth = (taken: boolean) => Math.exp(evidence(offer(past, p, taken)) - evidence(past));
      expect(p * worth(true) + (1 - p) * worth(false)).toBeLessThan(1 + 1e-8);
    },
  );
});

describe('the rate sequence', () => {
  test.prop([fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), settings])(
    'holds the observed rate, and mirrors when successes and failures swap',
    (trials, share, tuned) => {
      const successes = Math.round(trials * share);
      const found = rateSequence({ successes, trials }, tuned);
      const mirrored = rateSequence({ successes: trials - successes, trials }, tuned);
      expect(found.lower).toBeLessThanOrEqual(successes / trials);
      expect(found.upper).toBeGreaterThanOrEqual(successes / trials);
      expect(found.lower).toBeCloseTo(1 - mirrored.upper, 7);
    },
  );
});

describe('multiplicity', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
  test.prop([pValues])('each method is at most as strict as the one before', (ps) => {
    const [strict, stepwise, discovery] = [bonferroni(ps), holm(ps), benjaminiHochberg(ps)];
    for (const [index, p] of ps.entries()) {
      expect(stepwise[index]).toBeLessThanOrEqual(strict[index] ?? Number.NaN);
      expect(discovery[index]).toBeLessThanOrEqual((stepwise[index] ?? Number.NaN) + 1e-12);
      expect(discovery[index]).toBeGreaterThanOrEqual(p);
    }
  });

  test.prop([fc.array(fc.double({ min: -5, max: 12, noNaN: true }), { maxLength: 12 }), level])(
    'e-values are rejected from the largest down, and all that Bonferroni rejects',
    (logs, alpha) => {
      const rejected = eBenjaminiHochberg(logs, alpha);
      const kept = logs.filter((_, index) => rejected[index] === false);
      for (const [index, log] of logs.entries()) {
        if (rejected[index] === true)
          expect(log).toBeGreaterThanOrEqual(Math.max(...kept, Number.NEGATIVE_INFINITY));
        if (log > Math.log(logs.length / alpha)) expect(rejected[index]).toBe(true);
      }
    },
  );
});
