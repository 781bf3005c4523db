import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { DAY_MS, type Instant, instant, parseInstant } from '../../../../src/core/time/instant.ts';
import { startOfUtcDate, utcDateOf, utcDatesBetween } from '../../../../src/core/time/utc-date.ts';

const someInstant = fc
  .integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2200, 0, 1) })
  .map((ms) => instant(ms));

test.prop([someInstant])('an instant lies within its date, which lasts a day', (at) => {
  const start = startOfUtcDate(utcDateOf(at));
  expect(start).toBeLessThanOrEqual(at);
  expect(at - start).toBeLessThan(DAY_MS);
});

test.prop([someInstant, fc.integer({ min: 0, max: 40 * DAY_MS })])(
  'the dates between two instants are those of every moment between them, in order',
  (from, ms) => {
    const to = instant(from + ms);
    const dates = utcDatesBetween(from, to);
    expect(dates[0]).toBe(utcDateOf(from));
    expect(dates.at(-1)).toBe(utcDateOf(to));
    expect(dates).toStrictEqual([...new Set(dates)].sort());
    const days = (startOfUtcDate(utcDateOf(to)) - startOfUtcDate(utcDateOf(from))) / DAY_MS;
    expect(dates).toHaveLength(days + 1);
  },
);

test('a day has its name in UTC, whatever the clocks on the wall say', () => {
  const at = (text: string): Instant => parseInstant(text);
  expect(utcDateOf(at('2026-11-24T19:00:00-05:00'))).toBe('2026-11-25');
  expect(utcDatesBetween(at('2026-02-27T23:59:59.999Z'), at('2026-03-01T00:00:00Z'))).toStrictEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect(utcDatesBetween(at('2026-03-02T00:00:00Z'), at('2026-03-01T00:00:00Z'))).toStrictEqual([]);
});
