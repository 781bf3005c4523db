import { describe, expect, it } from 'vitest';
import { propensityMartingale } from '../../../../src/core/inference/propensity-martingale.ts';
import { logSampleRatioEvidence, sampleRatioPValue } from '../../../../src/core/inference/sample-ratio.ts';

const arms = (counts: readonly number[], weights: readonly number[]) =>
  counts.map((count, k) => ({ count, weight: weights[k] ?? 0 }));

describe('the sample ratio', () => {
  it.each([
    { counts: [1000, 1200], weights: [0.5, 0.5], p: 0.000020079 },
    { counts: [135, 115], weights: [0.5, 0.5], p: 0.205903211 },
    { counts: [310, 98], weights: [0.75, 0.25], p: 0.647434186 },
    { counts: [310, 98, 7], weights: [3, 1, 0], p: 0.647434186 },
    { counts: [12], weights: [1], p: 1 },
    { counts: [0, 0], weights: [1, 1], p: 1 },
  ])('$counts at $weights has the χ² p-value $p', ({ counts, weights, p }) => {
    expect(sampleRatioPValue(arms(counts, weights))).toBeCloseTo(p, 8);
  });

  it.each([
    { counts: [1000, 1200], e: 239.049 },
    { counts: [135, 115], e: 0.175472 },
    { counts: [5, 5], e: 0.3694084 },
    { counts: [0, 0], e: 1 },
  ])('$counts at even shares has the e-value $e', ({ counts, e }) => {
    expect(Math.exp(logSampleRatioEvidence(arms(counts, [1, 1])))).toBeCloseTo(e, 3);
  });

  it('refuses what is no experiment', () => {
    expect(() => sampleRatioPValue(arms([1, 1], [0, 0]))).toThrow(/weight above 0/);
    expect(() => sampleRatioPValue(arms([-1, 1], [1, 1]))).toThrow(/^count is -1/);
    expect(() => logSampleRatioEvidence(arms([1, 1], [1, -1]))).toThrow(/^weight is -1/);
  });
});

describe('the propensity martingale', () => {
  const { add, empty, value } = propensityMartingale(100);
  const even = new Map([
    ['email', 0.5],
    ['sms', 0.5],
  ]);

  it('sums surplus and variance for each arm', () => {
    const email = value(
      add(add(empty, { chosen: 'email', propensities: even }), { chosen: 'email', propensities: even }),
    )?.get('email');
    expect(email).toMatchObject({ offered: 2, surplus: 1, variance: 0.5, impossible: 0 });
    expect(email?.z).toBeCloseTo(Math.SQRT2, 12);
  });

  it('finds an arm chosen too seldom as it finds one chosen too often', () => {
    let state = empty;
    for (let n = 0; n < 100; n++) state = add(state, { chosen: 'email', propensities: even });
    const [often, seldom] = ['email', 'sms'].map((arm) => value(state)?.get(arm)?.logEvidence ?? 0);
    expect(often).toBeGreaterThan(20);
    expect(seldom).toBeCloseTo(often ?? 0, 10);
  });

  it('is certain once an arm without probability was chosen', () => {
    const state = add(empty, { chosen: 'call', propensities: even });
    expect(value(state)?.get('call')?.logEvidence).toBe(Number.POSITIVE_INFINITY);
    expect(value(state)?.get('call')).not.toHaveProperty('z');
  });

  it('has no opinion on nothing, and refuses what is no probability', () => {
    expect(value(empty)).toBeUndefined();
    expect(() => add(empty, { chosen: 'sms', propensities: new Map([['sms', 1.1]]) })).toThrow(
      /^propensity is 1.1/,
    );
  });
});
