import type { HolidayCalendar } from '../../../src/core/places/holidays.ts';
import { isHoliday } from '../../../src/core/places/holidays.ts';
import type { Provision } from './provision.ts';
import { by, type Hours, inPlace, outside, type Situation, since, tooMany } from './situation.ts';

const MON_TO_SAT = [1, 2, 3, 4, 5, 6];
const MON_TO_FRI = [1, 2, 3, 4, 5];
const DAY = 86_400_000;

function hours(name: string, place: string, open: readonly Hours[], zone?: string): Provision {
  return {
    name,
    forbids: (s) => s.isTelemarketer && by(s, 'call', 'text') && inPlace(s, place) && outside(s, open, zone),
  };
}

function threeADay(name: string, place: string): Provision {
  return {
    name,
    forbids: (s) =>
      s.isTelemarketer &&
      by(s, 'call', 'text') &&
      inPlace(s, place) &&
      tooMany(s, { media: ['call', 'text'], limit: 3, days: 1, unit: 'person' }),
  };
}

function holidays(place: HolidayCalendar): Provision {
  return {
    name: `S17 ${place.slice(3)} holidays`,
    forbids: (s) => s.isTelemarketer && by(s, 'call', 'text') && inPlace(s, place) && isOnHoliday(s, place),
  };
}

function isOnHoliday({ clocks }: Situation, calendar: HolidayCalendar): boolean {
  return clocks.some(({ day }) => {
    const date = new Date(day * DAY);
    const local = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    return isHoliday(calendar, local) !== false;
  });
}

const EIGHT_TO_EIGHT = [{ from: 8, to: 20 }];
const NINE_TO_NINE = [{ from: 9, to: 21 }];
const NO_SUNDAY = [{ from: 8, to: 20, days: MON_TO_SAT }];

function onlySince(date: string, provision: Provision): Provision {
  return { name: provision.name, forbids: (s, points) => since(s, date) && provision.forbids(s, points) };
}

/** Rows S2 to S5, S7, S8 and S15 to S17 of the facts. */
export const SOLICITATION: readonly Provision[] = [
  hours('S2 FL hours', 'US-FL', EIGHT_TO_EIGHT),
  threeADay('S2 FL 3 a day', 'US-FL'),
  hours('S3 OK hours', 'US-OK', EIGHT_TO_EIGHT),
  threeADay('S3 OK 3 a day', 'US-OK'),
  hours('S4 MD hours', 'US-MD', EIGHT_TO_EIGHT),
  threeADay('S4 MD 3 a day', 'US-MD'),
  hours('S5 WA hours', 'US-WA', EIGHT_TO_EIGHT),
  onlySince('2026-01-01', hours('S7 OR hours', 'US-OR', EIGHT_TO_EIGHT)),
  onlySince('2026-01-01', threeADay('S7 OR 3 a day', 'US-OR')),
  hours(
    'S8 TX hours',
    'US-TX',
    [
      { from: 9, to: 21, days: MON_TO_SAT },
      { from: 12, to: 21, days: [0] },
    ],
    'America/Chicago',
  ),
  hours('S15 CT hours', 'US-CT', [{ from: 9, to: 20 }]),
  hours('S16 AL hours', 'US-AL', NO_SUNDAY),
  hours('S16 LA hours', 'US-LA', NO_SUNDAY),
  hours('S16 MS hours', 'US-MS', NO_SUNDAY, 'America/Chicago'),
  hours('S16 KY hours', 'US-KY', [{ from: 10, to: 21 }]),
  hours('S16 MI hours', 'US-MI', NINE_TO_NINE),
  hours('S16 MN hours', 'US-MN', NINE_TO_NINE),
  hours('S16 NM hours', 'US-NM', NINE_TO_NINE),
  hours('S16 NV hours', 'US-NV', [{ from: 9, to: 20 }]),
  hours('S16 MA hours', 'US-MA', EIGHT_TO_EIGHT),
  hours('S16 NJ hours', 'US-NJ', EIGHT_TO_EIGHT),
  hours('S16 PA hours', 'US-PA', [{ from: 8, to: 21, days: MON_TO_SAT }]),
  hours('S16 RI hours', 'US-RI', [
    { from: 9, to: 18, days: MON_TO_FRI },
    { from: 10, to: 17, days: [6] },
  ]),
  hours('S16 IL hours', 'US-IL', NINE_TO_NINE),
  holidays('US-AL'),
  holidays('US-LA'),
  holidays('US-MS'),
  holidays('US-PA'),
  holidays('US-RI'),
  holidays('US-UT'),
];
