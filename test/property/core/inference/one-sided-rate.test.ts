import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { rateSequence } from '../../../../src/core/inference/beta-binomial-mixture.ts';
import { logUpperBetaIntegral } from '../../../../src/core/inference/incomplete-beta.ts';
import { logBeta } from '../../../../src/core/inference/log-gamma.ts';
import { logEvidenceAboveRate, rateLowerBound } from '../../../../src/core/inference/one-sided-rate.ts';

const settings = fc.record({
  level: fc.double({ min: 0.001, max: 0.4, noNaN: true }),
  tunedFor: fc.integer({ min: 1, max: 5000 }),
});
const rate = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const counts = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([trials, share]) => ({ trials, successes: Math.round(share * trials) }));

describe('the incomplete beta integral', () => {
  const shape = fc.double({ min: 0.05, max: 3000, noNaN: true });

  test.prop([shape, shape, rate])('and its mirror image make up the whole', (a, b, x) => {
    const whole = Math.exp(logUpperBetaIntegral(a, b, x) - logBeta(a, b));
    const mirrored = Math.exp(logUpperBetaIntegral(b, a, 1 - x) - logBeta(a, b));
    expect(whole + mirrored).toBeCloseTo(1, 8);
  });

  test.prop([fc.integer({ min: 1, max: 12 }), rate])('of shape (k, 1) is (1 − xᵏ) ÷ k', (k, x) => {
    expect(Math.exp(logUpperBetaIntegral(k, 1, x))).toBeCloseTo((1 - x ** k) / k, 10);
  });
});

describe('the evidence above a rate', () => {
  test.prop([counts, rate, settings])(
    'is expected to be what it was when the rate holds',
    (seen, p, tuned) => {
      const { trials, successes } = seen;
      const now = Math.exp(logEvidenceAboveRate(seen, p, tuned));
      fc.pre(now > 1e-12 && now < 1e12);
      const hit = Math.exp(logEvidenceAboveRate({ trials: trials + 1, successes: successes + 1 }, p, tuned));
      const miss = Math.exp(logEvidenceAboveRate({ trials: trials + 1, successes }, p, tuned));
      expect((p * hit + (1 - p) * miss) / now).toBeCloseTo(1, 6);
    },
  );

  test.prop([counts, rate, settings])(
    'rises with each success and falls with each failure, whatever came before',
    (seen, p, tuned) => {
      const { trials, successes } = seen;
      const before = logEvidenceAboveRate(seen, p, tuned);
      const hit = logEvidenceAboveRate({ trials: trials + 1, successes: successes + 1 }, p, tuned);
      const miss = logEvidenceAboveRate({ trials: trials + 1, successes }, p, tuned);
      expect(hit).toBeGreaterThan(before);
      expect(miss).toBeLessThan(before);
    },
  );

  test.prop([counts, rate, settings])('rises with successes among the same trials', (seen, p, tuned) => {
    fc.pre(seen.successes < seen.trials);
    const more = { ...seen, successes: seen.successes + 1 };
    expect(logEvidenceAboveRate(more, p, tuned)).toBeGreaterThan(logEvidenceAboveRate(seen, p, tuned));
  });
});

describe('the lower bound of a rate', () => {
  test.prop([counts, settings])(
    'lies below what was seen, and is where the evidence reaches 1 ÷ level',
    (seen, tuned) => {
      const bound = rateLowerBound(seen, tuned);
      expect(bound).toBeGreaterThanOrEqual(0);
      expect(bound).toBeLessThanOrEqual(seen.successes / seen.trials);
      fc.pre(bound > 1e-6 && bound < 1 - 1e-6);
      expect(logEvidenceAboveRate(seen, bound, tuned)).toBeCloseTo(-Math.log(tuned.level), 3);
    },
  );

  test.prop([counts, settings])('is about that of both sides at twice the level', (seen, tuned) => {
    fc.pre(seen.successes > 5 && tuned.level < 0.2);
    const both = rateSequence(seen, { ...tuned, level: 2 * tuned.level }).lower;
    expect(Math.abs(rateLowerBound(seen, tuned) - both)).toBeLessThan(0.1);
  });
});

test('no success, no bound', () => {
  expect(rateLowerBound({ successes: 0, trials: 50 }, { level: 0.05, tunedFor: 50 })).toBe(0);
});
