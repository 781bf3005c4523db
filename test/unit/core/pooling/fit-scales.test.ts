import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { InvalidInputError } from '../../../../src/core/errors.ts';
import { DEFAULT_SCALES } from '../../../../src/core/pooling/default-scales.ts';
import { fitScales } from '../../../../src/core/pooling/fit-scales.ts';
import { pooledPosterior } from '../../../../src/core/pooling/pooled-posterior.ts';
import type { PoolingScales } from '../../../../src/core/pooling/pooling-scales.ts';
import { standingOf } from '../../../../src/core/pooling/scale-trial.ts';
import { randomSource } from '../../../../src/core/simulation/random-source.ts';
import { poolingScales, structure } from '../../../support/pooling/arbitrary-arms.ts';
import { expectClose } from '../../../support/pooling/compare.ts';
import { groupGrid, plantArms, pooledArms } from '../../../support/pooling/planted-arms.ts';

const ALL = ['channel', 'day', 'slot'] as const;
const NAMES = ['noise', 'base', 'channel', 'day', 'slot', 'arm'] as const;

function within(factor: number, actual: number, planted: number): boolean {
  return actual < planted * factor && actual > planted / factor;
}

/** What fitting maximises, written out: 5 nats for each factor e below the default ÷ noise, down to a sixteenth. */
function standing(scales: PoolingScales, logEvidence: number): number {
  const owed = NAMES.filter((name) => name !== 'noise').map((name) => {
    const part = scales[name] / scales.noise / (DEFAULT_SCALES[name] / DEFAULT_SCALES.noise);
    return 5 * Math.max(0, Math.min(Math.log(16), -Math.log(part)));
  });
  return logEvidence - owed.reduce((sum, each) => sum + each, 0);
}

describe('fitted scales', () => {
  test.prop([structure, poolingScales, fc.subarray([...ALL])], { numRuns: 40 })(
    'are the most probable of those tried, never less than the start, and are no accident',
    ({ dimension, arms }, start, effects) => {
      const given = { dimension, arms: pooledArms(arms, dimension), start, effects };
      const fitted = fitScales(given);
      const [start0, ...tries] = fitted.evaluations.map(({ scales, logEvidence }) =>
        standing(scales, logEvidence),
      );
      expect(standingOf(fitted)).toBeGreaterThanOrEqual(start0 ?? Number.NaN);
      expect(standingOf(fitted)).toBeGreaterThan(Math.max(...tries) - 0.5);
      expect(fitScales(given)).toEqual(fitted);
      const tried = fitted.evaluations.map(({ scales }) => NAMES.map((name) => scales[name]).join(' '));
      expect(new Set(tried.slice(1)).size).toBe(tried.length - 1);
      for (const name of ALL) if (!effects.includes(name)) expect(fitted.scales[name]).toBe(0);
    },
  );

  test.prop([structure, poolingScales], { numRuns: 20 })(
    'are reported with the evidence that the posterior has at them',
    ({ dimension, arms }, start) => {
      const pooled = pooledArms(arms, dimension);
      for (const { scales, logEvidence } of fitScales({ dimension, arms: pooled, start, effects: ALL })
        .evaluations) {
        const { logEvidence: expected } = pooledPosterior({ dimension, arms: pooled, scales });
        expectClose([logEvidence], [expected], 1e-9);
      }
    },
  );

  test('come near those the rewards were drawn with', () => {
    const planted = { noise: 0.4, base: 0.6, channel: 0.3, day: 0.15, slot: 0.15, arm: 0.1 };
    const arms = plantArms(randomSource(11, 'planted'), groupGrid(5, 5, 5), 4, planted, () => 24);
    const { scales } = fitScales({ dimension: 4, arms: pooledArms(arms, 4), effects: ALL });
    expect(within(1.05, scales.noise, planted.noise)).toBe(true);
    expect(within(1.5, scales.arm, planted.arm)).toBe(true);
    for (const name of ALL) expect(within(2, scales[name], planted[name])).toBe(true);
    // Four weights are all there is to tell the base's scale by.
    expect(within(4, scales.base, planted.base)).toBe(true);
  });

  test('never believe in rewards without noise, nor take the arms for known because of it', () => {
    const dimension = 10;
    const random = randomSource(5, 'noiseless');
    const rows = Array.from({ length: 200 }, () => {
      const x = Array.from({ length: dimension }, () => (random.chance(0.5) ? 1 : 0));
      return { x, reward: x[0] ?? 0 };
    });
    const arms = pooledArms([{ groups: {}, rows }], dimension);
    const { scales } = fitScales({ dimension, arms, effects: [] });
    // The rewards 0 and 1 have a standard deviation of nearly ½.
    expect(scales.noise).toBeGreaterThan(0.06);
    expect(scales.base + scales.arm).toBeGreaterThan(0.25);
  });

  test('can be improved by no factor of √2 in any of them', () => {
    const planted = { noise: 0.3, base: 0.4, channel: 0.3, day: 0.1, slot: 0.2, arm: 0.1 };
    const arms = pooledArms(
      plantArms(randomSource(12, 'peak'), groupGrid(4, 3, 3), 3, planted, () => 15),
      3,
    );
    const { scales, logEvidence } = fitScales({ dimension: 3, arms, effects: ALL });
    const best = standing(scales, logEvidence);
    for (const name of NAMES) {
      for (const factor of [Math.SQRT2, Math.SQRT1_2]) {
        const beside = { ...scales, [name]: scales[name] * factor };
        const { logEvidence: there } = pooledPosterior({ dimension: 3, arms, scales: beside });
        expect(standing(beside, there)).toBeLessThan(best + 0.02);
      }
    }
  });

  test('take what is not there for next to nothing, but never rule it out', () => {
    const planted = { noise: 0.4, base: 0.5, channel: 0.4, day: 0, slot: 0, arm: 0.05 };
    const arms = plantArms(randomSource(13, 'absent'), groupGrid(5, 6, 4), 4, planted, () => 40);
    const { scales } = fitScales({ dimension: 4, arms: pooledArms(arms, 4), effects: ALL });
    for (const scale of [scales.day, scales.slot]) {
      expect(scale).toBeGreaterThan(0);
      expect(scale).toBeLessThan(0.02);
    }
    expect(within(2, scales.channel, planted.channel)).toBe(true);
  });

  test('find an effect again that the start leaves out', () => {
    const planted = { noise: 0.4, base: 0.3, channel: 0.5, day: 0, slot: 0, arm: 0.1 };
    const arms = plantArms(randomSource(14, 'again'), groupGrid(8, 2, 2), 4, planted, () => 30);
    const start = { ...DEFAULT_SCALES, channel: 0 };
    const { scales, evaluations } = fitScales({
      dimension: 4,
      arms: pooledArms(arms, 4),
      start,
      effects: ALL,
    });
    expect(evaluations[0]?.scales.channel).toBe(0);
    expect(within(2, scales.channel, planted.channel)).toBe(true);
  });

  test('keep the start’s where the data are silent: all in one channel, on days nobody knows', () => {
    const planted = { ...DEFAULT_SCALES, channel: 0 };
    const grid = groupGrid(1, 1, 3).map(({ slot }) => ({
      channel: 'sms',
      ...(slot === undefined ? {} : { slot }),
    }));
    const arms = plantArms(randomSource(15, 'silent'), grid, 3, planted, () => 60);
    const { scales } = fitScales({ dimension: 3, arms: pooledArms(arms, 3), effects: ALL });
    expectClose([scales.day / scales.noise], [DEFAULT_SCALES.day / DEFAULT_SCALES.noise], 1e-12);
    expect(scales.channel).toBeGreaterThan(0);
  });

  test.each([
    ['nothing was rewarded yet', []],
    ['no reward was ever given', [0, 0, 0]],
    ['all rewards are the same', [0.5, 0.5, 0.5]],
  ])('are the start when %s', (_, rewards) => {
    const arms = pooledArms([{ groups: {}, rows: rewards.map((reward) => ({ x: [1], reward })) }], 1);
    const { scales, evaluations } = fitScales({ dimension: 1, arms, effects: [] });
    const expected: PoolingScales = { ...DEFAULT_SCALES, channel: 0, day: 0, slot: 0 };
    expect(scales).toEqual(expected);
    expect(evaluations).toHaveLength(1);
  });

  test('refuse a start out of range', () => {
    const start = { ...DEFAULT_SCALES, noise: 0 };
    expect(() => fitScales({ dimension: 1, arms: [], start, effects: [] })).toThrow(InvalidInputError);
  });
});
