import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { plusDays } from '../../../../src/core/time/local-date.ts';
import { instantOfLocal, isTimeZone, localTime } from '../../../../src/core/time/zoned-time.ts';
import { ALL_ZONES, instantArb, zoneArb } from '../../../support/arbitraries/profiles.ts';

/** The wall clock by another road: the Swedish locale writes ISO 8601. */
function wallClock(at: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    at,
  );
}

function wallMs(at: number, zone: string): number {
  return Date.parse(`${wallClock(at, zone).replace(' ', 'T')}Z`);
}

test('every zone of the database is recognised, in any capitals', () => {
  expect(ALL_ZONES.length).toBeGreaterThan(400);
  expect(ALL_ZONES.filter((zone) => !isTimeZone(zone))).toEqual([]);
  expect(ALL_ZONES.filter((zone) => !isTimeZone(zone.toUpperCase()))).toEqual([]);
});

test.prop([zoneArb, instantArb])('local time is what the wall clock shows', (zone, at) => {
  const { year, month, day, minuteOfDay, weekday } = localTime(at, zone);
  const wall = new Date(wallMs(at, zone));
  expect([year, month, day]).toEqual([wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate()]);
  expect(minuteOfDay).toBe(wall.getUTCHours() * 60 + wall.getUTCMinutes());
  expect(weekday).toBe(
    new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short' }).format(at).toLowerCase(),
  );
});

test.prop([zoneArb, instantArb, fc.integer({ min: 0, max: 1440 })], { numRuns: 300 })(
  'the instant of a local time is the first at which the clock shows it or later',
  (zone, near, minute) => {
    const date = localTime(near, zone);
    const wanted = Date.UTC(date.year, date.month - 1, date.day) + minute * MINUTE_MS;
    const at = instantOfLocal(date, minute, zone);
    expect(wallMs(at, zone)).toBeGreaterThanOrEqual(wanted);
    for (const before of [1, 1_000, MINUTE_MS, 1_799_000, HOUR_MS, 5_400_000, 2 * HOUR_MS, 25 * HOUR_MS]) {
      expect(wallMs(at - before, zone)).toBeLessThan(wanted);
    }
  },
);

test.prop([zoneArb, instantArb])('a local time that exists leads back to itself', (zone, at) => {
  const local = localTime(at, zone);
  const again = localTime(instantOfLocal(local, local.minuteOfDay, zone), zone);
  expect(again).toEqual(local);
});

test.prop([zoneArb, fc.array(instantArb, { minLength: 1, maxLength: 20 })], { numRuns: 60 })(
  'what was asked before never changes an answer',
  (zone, asked) => {
    const first = asked.map((at) => localTime(at, zone));
    for (const other of ALL_ZONES.slice(0, 70)) localTime(instant(0), other);
    for (let day = 0; day < 1_100; day += 1) localTime(instant(day * DAY_MS), zone);
    expect([...asked].reverse().map((at) => localTime(at, zone))).toEqual([...first].reverse());
  },
);

test.prop([instantArb, fc.integer({ min: -800, max: 800 })])(
  'dates add up like the calendar',
  (near, days) => {
    const date = localTime(near, 'UTC');
    const later = plusDays(date, days);
    expect(plusDays(later, -days)).toMatchObject({ year: date.year, month: date.month, day: date.day });
    expect(localTime(plusMs(near, days * 24 * HOUR_MS), 'UTC')).toMatchObject(later);
  },
);
