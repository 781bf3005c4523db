import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type CapacityUse, nextCapacityPrice } from '../../../../src/core/policy/capacity-price.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src/core/time/instant.ts';

const RANGE = 4;
const use = (changes: Partial<CapacityUse> = {}): CapacityUse => ({
  price: 0.5,
  contactsPerDay: 80,
  booked: 0,
  elapsedMs: 10 * MINUTE_MS,
  fullShare: 0,
  rewardRange: RANGE,
  ...changes,
});

const someUse = fc.record({
  price: fc.integer({ min: 0, max: RANGE * 2 ** 16 }).map((parts) => parts / 2 ** 16),
  contactsPerDay: fc.integer({ min: 1, max: 5000 }),
  booked: fc.integer({ min: 0, max: 5000 }),
  elapsedMs: fc.integer({ min: 1, max: 3 * DAY_MS }),
  fullShare: fc.double({ min: 0, max: 1, noNaN: true }),
  rewardRange: fc.constant(RANGE),
});

describe('the price of scarce capacity', () => {
  test.prop([someUse])('stays between 0 and what a contact can be worth, on its grid', (some) => {
    const price = nextCapacityPrice(some);
    expect(price).toBeGreaterThanOrEqual(0);
    expect(price).toBeLessThanOrEqual(RANGE);
    expect(Number.isInteger(price * 2 ** 16)).toBe(true);
  });

  test.prop([someUse])('never falls for one more booking, nor for a fuller week', (some) => {
    const price = nextCapacityPrice(some);
    expect(nextCapacityPrice({ ...some, booked: some.booked + 1 })).toBeGreaterThanOrEqual(price);
    expect(nextCapacityPrice({ ...some, fullShare: 1 })).toBeGreaterThanOrEqual(price);
  });

  it('rises with more bookings than there is room for, falls with fewer and rests at the allowance', () => {
    const day = { contactsPerDay: 144, elapsedMs: DAY_MS / 144 };
    expect(nextCapacityPrice(use({ ...day, booked: 1 }))).toBe(0.5);
    expect(nextCapacityPrice(use({ ...day, booked: 2 }))).toBeGreaterThan(0.5);
    expect(nextCapacityPrice(use({ ...day, booked: 0 }))).toBeLessThan(0.5);
    expect(nextCapacityPrice(use({ ...day, booked: 0, price: 0 }))).toBe(0);
  });

  it('goes a sixteenth of the reward range in a day of twice the allowance, in however many steps', () => {
    for (const steps of [8, 16, 80]) {
      let price = 0;
      for (let step = 0; step < steps; step += 1) {
        price = nextCapacityPrice(use({ price, booked: 160 / steps, elapsedMs: DAY_MS / steps }));
      }
      expect(price).toBeCloseTo(RANGE / 16, 3);
    }
  });

  it('takes no longer step than that of six hours, and none in no time', () => {
    const longest = nextCapacityPrice(use({ booked: 40, elapsedMs: 6 * HOUR_MS }));
    expect(nextCapacityPrice(use({ booked: 160, elapsedMs: DAY_MS }))).toBe(longest);
    expect(nextCapacityPrice(use({ booked: 9, elapsedMs: 0 }))).toBe(0.5);
  });

  it('does not fall while all that could be booked next is full, for then nobody could book', () => {
    expect(nextCapacityPrice(use({ fullShare: 1 }))).toBeGreaterThan(0.5);
    const halfFull = nextCapacityPrice(use({ fullShare: 0.5 }));
    expect(halfFull).toBeCloseTo(0.5, 6);
  });
});
