import { describe, expect, it } from 'vitest';
import { quantise } from '../../../src/core/linear-algebra/grid.ts';
import { type DelayDistribution, delayDistribution } from '../../../src/core/model/delay-distribution.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import { overlayPending, type PendingDecision } from '../../../src/core/model/maturity-overlay.ts';
import type { Statistics } from '../../../src/core/model/statistics.ts';
import { type RandomSource, randomSource } from '../../../src/core/simulation/random-source.ts';
import { DAY_MS, formatInstant, HOUR_MS, instant } from '../../../src/core/time/instant.ts';

const WINDOW_MS = 7 * DAY_MS;
const SENT = instant(Date.UTC(2026, 2, 2));
/** A payment comes with probability 0.15 + 0.5·z, for z uniform in [0, 1]. */
const TRUTH = [0.15, 0.5] as const;
const REPLICATES = 60;
const MATURED = 150;
const PENDING = 1_500;

/** When a payment comes: half within hours, the rest spread over the window. */
const delayMs = (random: RandomSource) =>
  random.chance(0.5) ? random.between(0, 6 * HOUR_MS) : random.between(0, WINDOW_MS);

function contact(random: RandomSource) {
  const z = quantise(random.unit());
  const pays = random.chance(TRUTH[0] + TRUTH[1] * z);
  return {
    x: { names: ['one', 'z'], values: Float64Array.of(1, z) },
    delay: pays ? delayMs(random) : undefined,
  };
}

/** The delays as the log tells them: matured rows with the time of each payment. */
function learnedDelays(random: RandomSource): DelayDistribution {
  const rows = Array.from({ length: 2_000 }, () => {
    const { delay } = contact(random);
    return {
      channel: 'sms',
      sentAt: formatInstant(SENT),
      rewardWindowEndsAt: formatInstant(instant(SENT + WINDOW_MS)),
      events: [
        { type: 'opened', at: formatInstant(SENT) },
        ...(delay === undefined
          ? []
          : [{ type: 'payment', at: formatInstant(instant(SENT + Math.floor(delay))) }]),
      ],
    };
  });
  return delayDistribution(rows, new Set(['payment']));
}

/** Least squares of two coefficients, with a ridge too small to matter. */
function coefficients({ gram, vector }: Statistics): readonly [number, number] {
  const [g11 = 0, g12 = 0, g22 = 0] = gram;
  const [b1 = 0, b2 = 0] = vector;
  const [a, d] = [g11 + 1e-9, g22 + 1e-9];
  const determinant = a * d - g12 * g12;
  return [(d * b1 - g12 * b2) / determinant, (a * b2 - g12 * b1) / determinant];
}

/** The expected reward at z = ½ in many repetitions, its mean, the error of that mean, and the mean squared error. */
function judge(estimates: readonly number[]) {
  const truth = TRUTH[0] + TRUTH[1] / 2;
  const mean = estimates.reduce((sum, each) => sum + each, 0) / estimates.length;
  const variance = estimates.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (estimates.length - 1);
  const squared = estimates.reduce((sum, each) => sum + (each - truth) ** 2, 0) / estimates.length;
  return { bias: mean - truth, error: Math.sqrt(variance / estimates.length), squared };
}

function replicate(seed: number, delays: DelayDistribution) {
  const random = randomSource(seed, 'overlay');
  const matured = foldCredits(
    EMPTY_STATISTICS,
    Array.from({ length: MATURED }, () => {
      const { x, delay } = contact(random);
      return { kind: 'credit' as const, x, reward: delay === undefined ? 0 : 1 };
    }),
  );
  const pending: PendingDecision[] = Array.from({ length: PENDING }, () => {
    const { x, delay } = contact(random);
    const ageMs = random.between(0, WINDOW_MS);
    return { channel: 'sms', ageMs, x, rewardSoFar: delay !== undefined && delay <= ageMs ? 1 : 0 };
  });
  const at = (statistics: Statistics) => {
    const [one, z] = coefficients(statistics);
    return one + z / 2;
  };
  return {
    matured: at(matured),
    overlay: at(overlayPending(matured, pending, delays)),
    immediate: at(overlayPending(matured, pending, () => 1)),
  };
}

describe('pending decisions laid over', () => {
  const delays = learnedDelays(randomSource(2026, 'delays'));
  const runs = Array.from({ length: REPLICATES }, (_, seed) => replicate(seed, delays));
  const matured = judge(runs.map((run) => run.matured));
  const overlay = judge(runs.map((run) => run.overlay));
  const immediate = judge(runs.map((run) => run.immediate));

  it('are unbiased with learned delays, where taking silence for an answer is biased low', () => {
    // 0.01 beyond chance: the delays come from a sample of about 800 payments.
    expect(Math.abs(overlay.bias)).toBeLessThan(4 * overlay.error + 0.01);
    expect(immediate.bias).toBeLessThan(-10 * immediate.error);
    expect(immediate.bias).toBeLessThan(-0.05);
  });

  it('tell far more than matured decisions alone, and far better than haste', () => {
    expect(overlay.squared).toBeLessThan(matured.squared / 3);
    expect(overlay.squared).toBeLessThan(immediate.squared / 3);
  });
});
