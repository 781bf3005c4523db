import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { SAME_CLOCK } from '../../../../scripts/places/one-clock.ts';
import { placeFiles } from '../../../../scripts/places/place-files.ts';
import { HOLIDAY_CALENDARS, isHoliday } from '../../../../src/core/places/holidays.ts';
import { placeOfAreaCode } from '../../../../src/core/places/place-of-area-code.ts';
import { placeOfZip } from '../../../../src/core/places/place-of-zip.ts';
import { DAY_MS, instant } from '../../../../src/core/time/instant.ts';
import { offsetMsAt } from '../../../../src/core/time/zone-offset.ts';
import { isTimeZone } from '../../../../src/core/time/zoned-time.ts';

const [EASTERN, CENTRAL, MOUNTAIN, ARIZONA, PACIFIC, ALASKA] = [
  'New_York',
  'Chicago',
  'Denver',
  'Phoenix',
  'Los_Angeles',
  'Anchorage',
].map((city) => `America/${city}`) as [string, string, string, string, string, string];
const digits = (count: number) =>
  Array.from({ length: 10 ** count }, (_, number) => String(number).padStart(count, '0'));

test('the tables are what the pinned packages give', () => {
  for (const [name, text] of placeFiles()) {
    const committed = readFileSync(new URL(`../../../../src/core/places/${name}`, import.meta.url), 'utf8');
    expect(committed === text, `${name} is stale: run node scripts/generate-places.ts`).toBe(true);
  }
}, 60_000);

test('zones that share a name have shown the same time on every day since 2020', () => {
  for (const [zone, name] of Object.entries(SAME_CLOCK)) {
    for (let at = Date.UTC(2020, 0, 1); at < Date.UTC(2037, 0, 1); at += DAY_MS / 2) {
      expect(offsetMsAt(instant(at), zone), `${zone} at ${new Date(at).toISOString()}`).toBe(
        offsetMsAt(instant(at), name),
      );
    }
  }
});

describe('area codes', () => {
  test.each([
    ['212', [EASTERN], ['US-NY', 'US-NY-NYC']],
    ['917', [EASTERN], ['US-NY', 'US-NY-NYC']],
    ['516', [EASTERN], ['US-NY']],
    ['850', [CENTRAL, EASTERN], ['US-FL']],
    ['448', [CENTRAL, EASTERN], ['US-FL']],
    ['208', [MOUNTAIN, PACIFIC], ['US-ID']],
    ['986', [MOUNTAIN, PACIFIC], ['US-ID']],
    ['812', [CENTRAL, EASTERN], ['US-IN']],
    ['930', [CENTRAL, EASTERN], ['US-IN']],
    ['701', [CENTRAL, MOUNTAIN], ['US-ND']],
    ['605', [CENTRAL, MOUNTAIN], ['US-SD']],
    ['308', [CENTRAL, MOUNTAIN], ['US-NE']],
    ['785', [CENTRAL, MOUNTAIN], ['US-KS']],
    ['423', [CENTRAL, EASTERN], ['US-TN']],
    ['906', [CENTRAL, EASTERN], ['US-MI']],
    ['541', [MOUNTAIN, PACIFIC], ['US-OR']],
    ['915', [MOUNTAIN], ['US-TX']],
    ['214', [CENTRAL], ['US-TX']],
    ['602', [ARIZONA], ['US-AZ']],
    ['928', [MOUNTAIN, ARIZONA], ['US-AZ']],
    ['808', ['Pacific/Honolulu'], ['US-HI']],
    ['671', ['Pacific/Guam'], ['US-GU']],
    ['684', ['Pacific/Pago_Pago'], ['US-AS']],
    ['787', ['America/Puerto_Rico'], ['US-PR']],
    ['202', [EASTERN], ['US-DC']],
    ['983', [MOUNTAIN], ['US-CO']],
    ['416', ['America/Toronto'], []],
  ])('%s', (code, zones, jurisdictions) => {
    expect(placeOfAreaCode(code)).toEqual({ zones, jurisdictions });
  });

  test.each(['800', '833', '844', '855', '866', '877', '888', '900', '500', '533', '700'])(
    '%s is nowhere',
    (code) => {
      expect(placeOfAreaCode(code)).toBe('nowhere');
    },
  );

  test.each(['000', '123', '911', '555', '999', '85', '8500', ''])('"%s" is not in service', (code) => {
    expect(placeOfAreaCode(code)).toBeUndefined();
  });

  test('all have zones that are known, and a state wherever an independent list knows one', () => {
    const list = createRequire(import.meta.url)('areacodes/lib/data.json') as Record<
      string,
      { stateCode: string }
    >;
    let states = 0;
    for (const code of digits(3)) {
      const place = placeOfAreaCode(code);
      if (place === undefined || place === 'nowhere') continue;
      expect(place.zones.length, code).toBeGreaterThan(0);
      expect(place.zones.every(isTimeZone), code).toBe(true);
      const state = list[code]?.stateCode;
      if (state === undefined || place.jurisdictions.length === 0) continue;
      expect(place.jurisdictions, code).toContain(`US-${state}`);
      states += 1;
    }
    expect(states).toBeGreaterThan(250);
  });
});

describe('ZIPs', () => {
  test.each([
    ['10001', [EASTERN], ['US-NY', 'US-NY-NYC']],
    ['11201', [EASTERN], ['US-NY', 'US-NY-NYC']],
    ['10301', [EASTERN], ['US-NY', 'US-NY-NYC']],
    ['11550', [EASTERN], ['US-NY']],
    ['07030', [EASTERN], ['US-NJ']],
    ['32401', [CENTRAL], ['US-FL']],
    ['33130', [EASTERN], ['US-FL']],
    ['36854', [CENTRAL, EASTERN], ['US-AL']],
    ['79901', [MOUNTAIN], ['US-TX']],
    ['75201', [CENTRAL], ['US-TX']],
    ['85004', [ARIZONA], ['US-AZ']],
    ['58601', [MOUNTAIN], ['US-ND']],
    ['83501', [PACIFIC], ['US-ID']],
    ['49938', [CENTRAL], ['US-MI']],
    ['99501', [ALASKA], ['US-AK']],
    ['99546', ['America/Adak'], ['US-AK']],
    ['96813', ['Pacific/Honolulu'], ['US-HI']],
    ['96910', ['Pacific/Guam'], ['US-GU']],
    ['96799', ['Pacific/Pago_Pago'], ['US-AS']],
    ['00601', ['America/Puerto_Rico'], ['US-PR']],
    ['20001', [EASTERN], ['US-DC']],
    ['96940', ['Pacific/Palau'], []],
  ])('%s', (zip, zones, jurisdictions) => {
    expect(placeOfZip(zip)).toEqual({ zones, jurisdictions });
  });

  test('Navajo Nation changes its clocks, Page does not', () => {
    expect(placeOfZip('86515')).toMatchObject({ zones: expect.arrayContaining([MOUNTAIN]) });
    expect(placeOfZip('86045')).toMatchObject({ zones: expect.arrayContaining([MOUNTAIN]) });
    expect(placeOfZip('86040')).toMatchObject({ zones: expect.arrayContaining([ARIZONA]) });
  });

  test.each(['09012', '34035', '96201'])('%s is military: nowhere', (zip) => {
    expect(placeOfZip(zip)).toBe('nowhere');
  });

  test.each(['00000', '1000', '100011', 'ABCDE', '', '21000a'])('"%s" is none', (zip) => {
    expect(placeOfZip(zip)).toBeUndefined();
  });

  test('all have at least one zone that is known, and but for the far Pacific none that are more than two hours apart', () => {
    const january = instant(Date.UTC(2027, 0, 15));
    for (const zip of digits(5)) {
      const place = placeOfZip(zip);
      if (place === undefined || place === 'nowhere') continue;
      const offsets = place.zones.map((zone) => offsetMsAt(january, zone));
      expect(offsets.length, zip).toBeGreaterThan(0);
      const apart = Math.max(...offsets) - Math.min(...offsets);
      expect(apart, zip).toBeLessThanOrEqual(zip.startsWith('969') ? DAY_MS / 6 : DAY_MS / 12);
    }
  });
});

describe('holidays', () => {
  const on = (date: string) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    return { year, month, day };
  };

  test.each([
    ['US', '2026-11-26', true],
    ['US', '2026-11-27', false],
    ['US', '2026-07-03', true],
    ['US', '2026-07-04', true],
    ['US', '2027-12-31', true],
    ['US-LA', '2027-02-09', true],
    ['US', '2027-02-09', false],
    ['US-AL', '2027-04-26', true],
    ['US-MS', '2027-04-26', true],
    ['US-UT', '2027-07-24', true],
    ['US-RI', '2027-08-09', true],
    ['US-RI', '2028-02-29', false],
  ] as const)('%s on %s: %s', (calendar, date, expected) => {
    expect(isHoliday(calendar, on(date))).toBe(expected);
  });

  test('Thanksgiving is the fourth Thursday of November, New Year the first of January, everywhere', () => {
    for (let year = 2024; year <= 2040; year += 1) {
      const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
      const thanksgiving = 1 + ((4 - first + 7) % 7) + 21;
      for (const calendar of HOLIDAY_CALENDARS) {
        expect(isHoliday(calendar, { year, month: 11, day: thanksgiving }), `${calendar} ${year}`).toBe(true);
        expect(isHoliday(calendar, { year, month: 1, day: 1 })).toBe(true);
      }
    }
  });

  test('beyond the calendars nobody can tell', () => {
    expect(isHoliday('US', on('2023-12-25'))).toBeUndefined();
    expect(isHoliday('US', on('2041-01-01'))).toBeUndefined();
  });
});
