import { beforeAll, describe, expect, test } from 'vitest';
import { type CallCentre, type CallCentreDay, runCallCentre } from '../../support/call-centre.ts';

/** A fifth of the borrowers can be called; for more than half of them a call would be best. */
const CALLS = 20;
const WORLD = { callsPerDay: CALLS, decisionsPerDay: 100, days: 28 } as const;

/** One world's luck moves what a price adds by a tenth; the mean of eight hardly moves. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** What the best that needs no call is worth: an e-mail to everyone, 0.2 less its cost. */
const WITHOUT_CALLS = 0.19;

/** The model and the price are learned in the first half; the second is what they have learned. */
const secondHalf = ({ days }: CallCentre): readonly CallCentreDay[] => days.slice(WORLD.days / 2);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const meanReward = (worlds: readonly CallCentre[]): number =>
  mean(worlds.flatMap((world) => secondHalf(world).map((day) => day.meanReward)));

describe('four weeks of decisions with too few calls for all who should get one', () => {
  const priced: CallCentre[] = [];
  const unpriced: CallCentre[] = [];

  beforeAll(async () => {
    for (const seed of SEEDS) {
      priced.push(await runCallCentre({ ...WORLD, seed }));
      unpriced.push(await runCallCentre({ ...WORLD, seed, priceless: true }));
    }
  });

  test('no day holds more calls than it may, at any moment, with a price or without', () => {
    for (const { days, mostBooked } of [...priced, ...unpriced]) {
      expect(mostBooked).toBe(CALLS);
      for (const { calls } of days) expect(calls).toBeLessThanOrEqual(CALLS);
    }
  });

  test('with a price the calls go where they are worth most: 5 % more reward, 1.4 times what calls add', () => {
    expect(meanReward(priced)).toBeGreaterThan(1.05 * meanReward(unpriced));
    expect(meanReward(priced) - WITHOUT_CALLS).toBeGreaterThan(1.4 * (meanReward(unpriced) - WITHOUT_CALLS));
  });

  test('and hardly a call is left unused', () => {
    for (const world of priced) {
      expect(mean(secondHalf(world).map(({ calls }) => calls))).toBeGreaterThan(0.9 * CALLS);
    }
  });

  test('first come, first served costs no price, and scarcity one that is less than a call is worth', () => {
    for (const { days } of unpriced) for (const { price } of days) expect(price).toBe(0);
    for (const world of priced) {
      const prices = secondHalf(world).map(({ price }) => price);
      expect(mean(prices)).toBeGreaterThan(0.1);
      expect(Math.max(...prices)).toBeLessThan(0.9);
    }
  });
});
