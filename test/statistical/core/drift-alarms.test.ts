import { describe, expect, test } from 'vitest';
import { cusum, THRESHOLD } from '../../../src/core/monitoring/cusum.ts';
import { type DriftReport, watchDrift } from '../../../src/core/monitoring/watch-drift.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { week } from '../../support/builders/identifiers.ts';
import { FIRST_WEEK, plantedWeeks } from '../../support/monitoring/planted-weeks.ts';

/** Weeks until the alarm of scores that are off by `shift` standard deviations. */
function runLength(seed: number, shift: number): number {
  const random = randomSource(seed, 'run', shift);
  const scores: number[] = [];
  for (;;) {
    for (let n = 0; n < 500; n += 1) scores.push(shift + random.normal());
    const alarm = cusum(scores).findIndex(({ up, down }) => Math.max(up, down) >= THRESHOLD);
    if (alarm >= 0) return alarm + 1;
  }
}

function meanRunLength(runs: number, shift: number): number {
  let sum = 0;
  for (let seed = 1; seed <= runs; seed += 1) sum += runLength(seed, shift);
  return sum / runs;
}

describe('run lengths of the cumulative sums', () => {
  test('a false alarm comes once in about 1,290 weeks', () => {
    // A run length is nearly exponential: its standard deviation is its mean. Four standard errors of 800 runs.
    const error = 4 * (1290 / Math.sqrt(800));
    expect(Math.abs(meanRunLength(800, 0) - 1290)).toBeLessThan(error);
  });

  test.each([
    [1, 12],
    [2, 5],
    [3, 3],
  ])('a shift by %d standard deviations is found within about %d weeks', (shift, weeks) => {
    expect(Math.abs(meanRunLength(2000, shift) - weeks)).toBeLessThan(0.6);
  });
});

const CHANNELS = 4;
const WEEKS = 52;
const CREDITS = 400;

/** Of a year, for all channels together, by the run length above. */
const FALSE_ALARMS_A_YEAR = 1 - Math.exp((-CHANNELS * WEEKS) / 1290);

/** Whether any channel raised the alarm at any time. */
const everAlarmed = ({ channels }: DriftReport): boolean =>
  channels.some(({ weeks }) => weeks.some(({ up, down }) => Math.max(up, down) >= THRESHOLD));

describe('a year in which nothing changes but the policy, which comes to prefer what pays', () => {
  const SEEDS = 100;
  const reports = Array.from({ length: SEEDS }, (_, seed) =>
    watchDrift(plantedWeeks({ seed: seed + 1, weeks: WEEKS, creditsPerWeek: CREDITS })),
  );

  test('raises no more false alarms than the run length says', () => {
    expect(reports.filter(everAlarmed).length).toBeLessThanOrEqual(FALSE_ALARMS_A_YEAR * SEEDS);
  });

  test('has scores with mean 0 and variance 1', () => {
    const scores = reports.flatMap(({ channels, dispersion }) =>
      channels.flatMap(({ weeks }) => weeks.map(({ z }) => z * Math.sqrt(dispersion))),
    );
    const mean = scores.reduce((sum, z) => sum + z, 0) / scores.length;
    const variance = scores.reduce((sum, z) => sum + z * z, 0) / scores.length;
    // Those of one week hang together, so four standard errors of a quarter as many.
    const effective = scores.length / CHANNELS;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(effective));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / effective));
  });
});

describe('a season that all channels share', () => {
  const SEEDS = 50;
  const reports = Array.from({ length: SEEDS }, (_, seed) =>
    watchDrift(
      plantedWeeks({
        seed: seed + 1,
        weeks: WEEKS,
        creditsPerWeek: CREDITS,
        shift: (_channel, number) => 0.12 * Math.sin((2 * Math.PI * number) / 26),
      }),
    ),
  );

  test('raises no more alarms than no season does', () => {
    expect(reports.filter(everAlarmed).length).toBeLessThanOrEqual(FALSE_ALARMS_A_YEAR * SEEDS);
  });

  test('is seen as what channels have in common', () => {
    for (const { common } of reports) {
      expect(common.alarm).toBe(false);
      expect(common.weeks.some(({ up, down }) => Math.max(up, down) >= THRESHOLD)).toBe(true);
    }
  });
});

describe('one channel of four that changes after 32 weeks, by two standard deviations of its week', () => {
  const SEEDS = 30;
  const FROM = 32;

  test.each([0.1, -0.1])(
    'by %d: is found within 13 weeks, in 6 on average, and no other but by chance',
    (size) => {
      const delays: number[] = [];
      let others = 0;
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const input = plantedWeeks({
          seed,
          weeks: FROM + 13,
          creditsPerWeek: CREDITS,
          shift: (channel, number) => (channel === 'sms' && number >= FROM ? size : 0),
        });
        for (let after = 1; ; after += 1) {
          const { channels } = watchDrift({ ...input, until: week(FIRST_WEEK + FROM + after) });
          const alarmed = channels.filter(({ alarm }) => alarm).map(({ channel }) => channel);
          if (alarmed.includes('sms')) {
            others += alarmed.length - 1;
            delays.push(after);
            break;
          }
          if (after === 13) expect.unreachable(`seed ${seed}: no alarm within 13 weeks`);
        }
      }
      expect(delays.reduce((sum, delay) => sum + delay, 0) / SEEDS).toBeLessThan(6);
      expect(others).toBeLessThanOrEqual(FALSE_ALARMS_A_YEAR * SEEDS);
    },
  );
});
