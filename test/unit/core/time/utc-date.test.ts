import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { DAY_MS, instant, parseInstant } from '../../../../src/core/time/instant.ts';
import { utcDateOf } from '../../../../src/core/time/utc-date.ts';

test.prop([fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) })])(
  'an instant lies within its date, which lasts a day',
  (ms) => {
    const start = parseInstant(`${utcDateOf(instant(ms))}T00:00:00Z`);
    expect(start).toBeLessThanOrEqual(ms);
    expect(ms - start).toBeLessThan(DAY_MS);
  },
);

test('a day has its name in UTC, whatever the clocks on the wall say', () => {
  expect(utcDateOf(parseInstant('2026-11-24T19:00:00-05:00'))).toBe('2026-11-25');
});
