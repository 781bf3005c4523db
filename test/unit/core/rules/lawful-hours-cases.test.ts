import { describe, expect, test } from 'vitest';
import { DAY_MS, instant } from '../../../../src/core/time/instant.ts';
import { instantOfLocal } from '../../../../src/core/time/zoned-time.ts';
import { at } from '../../../support/builders/identifiers.ts';
import { lawfulParts } from '../../../support/builders/lawful-parts.ts';

const SERVICING = { id: 'quiet-hours@1', start: '08:00', end: '21:00' };

/** The lawful parts of a local day of the first zone, told by that zone's clock. */
function lawfulOn(date: string, zones: readonly [string, ...string[]], hours = SERVICING): readonly string[] {
  const [zone] = zones;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const local = { year, month, day };
  const start = instantOfLocal(local, 0, zone);
  const end = instantOfLocal(local, 1440, zone);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return lawfulParts({ start, end }, zones, hours).map((part) => clock.formatRange(part.start, part.end));
}

describe('8 to 21 in every zone on file', () => {
  test.each([
    ['an Eastern number', '2026-01-15', ['America/New_York'], ['08:00–21:00']],
    [
      'Eastern number, Pacific address',
      '2026-01-15',
      ['America/New_York', 'America/Los_Angeles'],
      ['11:00–21:00'],
    ],
    [
      'Eastern number, Mountain address',
      '2026-01-15',
      ['America/New_York', 'America/Denver'],
      ['10:00–21:00'],
    ],
    ['Hawaii and Eastern in summer', '2026-07-15', ['Pacific/Honolulu', 'America/New_York'], ['08:00–15:00']],
    ['Hawaii and Eastern in winter', '2026-01-15', ['Pacific/Honolulu', 'America/New_York'], ['08:00–16:00']],
    ['Guam and Eastern in summer', '2026-07-15', ['Pacific/Guam', 'America/New_York'], ['08:00–11:00']],
    ['Guam and Eastern in winter', '2026-01-15', ['Pacific/Guam', 'America/New_York'], ['08:00–12:00']],
    [
      'Arizona and Pacific in summer',
      '2026-07-15',
      ['America/Phoenix', 'America/Los_Angeles'],
      ['08:00–21:00'],
    ],
    [
      'Arizona and Pacific in winter',
      '2026-01-15',
      ['America/Phoenix', 'America/Los_Angeles'],
      ['09:00–21:00'],
    ],
    ['the night clocks go forward', '2027-03-14', ['America/New_York'], ['08:00–21:00']],
    ['the night clocks go back', '2026-11-01', ['America/New_York'], ['08:00–21:00']],
    [
      'the week when only New York has changed',
      '2027-03-16',
      ['America/New_York', 'Europe/London'],
      ['08:00–17:00'],
    ],
    ['half an hour apart', '2026-07-15', ['America/St_Johns', 'America/Halifax'], ['08:30–21:00']],
    [
      'places half a day apart: two parts',
      '2026-07-15',
      ['America/New_York', 'Asia/Manila'],
      ['08:00–09:00', '20:00–21:00'],
    ],
  ] as const)('%s', (_case, date, zones, expected) => {
    expect(lawfulOn(date, zones)).toEqual(expected);
  });

  test('nowhere on file, nowhere lawful', () => {
    expect(lawfulParts({ start: instant(0), end: instant(DAY_MS) }, [], SERVICING)).toEqual([]);
  });
});

describe('other hours', () => {
  test('8 to 20 in a number area that lies in two zones', () => {
    const hours = { ...SERVICING, end: '20:00' };
    expect(lawfulOn('2026-01-15', ['America/New_York', 'America/Chicago'], hours)).toEqual(['09:00–20:00']);
  });

  test('noon to 21 in El Paso and Dallas', () => {
    const hours = { ...SERVICING, start: '12:00' };
    expect(lawfulOn('2026-01-18', ['America/Denver', 'America/Chicago'], hours)).toEqual(['12:00–20:00']);
  });

  test('hours that the clock shows twice are judged twice', () => {
    // At 01:00 on 1 November Havana's clock goes back to 00:00, so 00:00 to 00:30, unlawful here, comes again.
    const night = { start: at('2026-11-01T04:00:00Z'), end: at('2026-11-02T05:00:00Z') };
    const parts = lawfulParts(night, ['America/Havana'], { ...SERVICING, start: '00:30', end: '03:00' });
    expect(parts).toEqual([
      { start: at('2026-11-01T04:30:00Z'), end: at('2026-11-01T05:00:00Z') },
      { start: at('2026-11-01T05:30:00Z'), end: at('2026-11-01T08:00:00Z') },
    ]);
  });

  test('all day long is one part, across midnight too', () => {
    const hours = { ...SERVICING, start: '00:00', end: '24:00' };
    const day = { start: instant(Date.UTC(2026, 0, 15)), end: instant(Date.UTC(2026, 0, 18)) };
    expect(lawfulParts(day, ['America/New_York', 'Asia/Tokyo'], hours)).toEqual([day]);
  });

  test('hours that end before they begin are none', () => {
    expect(
      lawfulOn('2026-01-15', ['America/New_York'], { ...SERVICING, start: '21:00', end: '08:00' }),
    ).toEqual([]);
  });
});
