import { describe, expect, test } from 'vitest';
import { formatInstant, instant } from '../../../../src/core/time/instant.ts';
import { instantOfLocal, isTimeZone, localTime } from '../../../../src/core/time/zoned-time.ts';
import { at } from '../../../support/builders/identifiers.ts';

const utc = (date: string, minute: number, zone: string) => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return formatInstant(instantOfLocal({ year, month, day }, minute, zone));
};

describe('isTimeZone', () => {
  test.each(['America/New_York', 'US/Eastern', 'america/phoenix', 'EST5EDT', 'UTC'])(
    '%s is a zone',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );
  test.each(['', '+05:00', '-0500', '+05', ' UTC', 'Etc/GMT+5', 'etc/gmt-14', 'Mars/Olympus', 'constructor'])(
    '"%s" is none',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

describe('localTime', () => {
  test('tells date, weekday and minute', () => {
    expect(localTime(at('2026-11-24T22:30:59.999Z'), 'America/New_York')).toEqual({
      year: 2026,
      month: 11,
      day: 24,
      weekday: 'tue',
      minuteOfDay: 17 * 60 + 30,
    });
  });

  test('knows a change of clocks that falls in the middle of a quarter of an hour', () => {
    const minutes = ['02:30:59Z', '02:31:00Z'].map(
      (time) => localTime(at(`2006-10-29T${time}`), 'America/St_Johns').minuteOfDay,
    );
    expect(minutes).toEqual([0, 23 * 60 + 1]);
  });

  test('asks for a known zone and a time with local time', () => {
    expect(() => localTime(at('2026-01-01T00:00:00Z'), 'Nowhere/Land')).toThrow(
      expect.objectContaining({ code: 'time-zone-unknown' }),
    );
    for (const far of [Date.UTC(1899, 11, 31), 8.64e15]) {
      expect(() => localTime(instant(far), 'UTC')).toThrow(
        expect.objectContaining({ code: 'instant-invalid' }),
      );
    }
  });
});

describe('instantOfLocal', () => {
  test.each([
    ['an ordinary evening', '2026-11-24', 17 * 60, 'America/New_York', '2026-11-24T22:00:00.000Z'],
    [
      'a time skipped in spring: the change',
      '2027-03-14',
      150,
      'America/New_York',
      '2027-03-14T07:00:00.000Z',
    ],
    [
      'a time shown twice in autumn: the first',
      '2026-11-01',
      90,
      'America/New_York',
      '2026-11-01T05:30:00.000Z',
    ],
    ['the end of the doubled hour', '2026-11-01', 120, 'America/New_York', '2026-11-01T07:00:00.000Z'],
    ['the end of a day', '2026-11-01', 1440, 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['a midnight that is skipped', '2026-03-08', 0, 'America/Havana', '2026-03-08T05:00:00.000Z'],
    ['a day that was skipped', '2011-12-30', 720, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['a zone without summer time', '2026-07-15', 480, 'America/Phoenix', '2026-07-15T15:00:00.000Z'],
  ])('%s', (_case, date, minute, zone, expected) => {
    expect(utc(date, minute, zone)).toBe(expected);
  });
});
