import type { LocalDate } from '../time/local-date.ts';
import { FIRST_HOLIDAY_YEAR, HOLIDAYS } from './holiday-data.ts';

export const HOLIDAY_CALENDARS = ['US', 'US-AL', 'US-LA', 'US-MS', 'US-PA', 'US-RI', 'US-UT'] as const;
export type HolidayCalendar = (typeof HOLIDAY_CALENDARS)[number];

type Years = readonly ReadonlySet<string>[];

let calendars: ReadonlyMap<string, Years> | undefined;

/**
 * Whether the date is a public holiday of the calendar, or the day on which one is observed instead; `undefined` in a
 * year that the calendars do not reach (2024 to 2040): then nobody can tell.
 */
export function isHoliday(calendar: HolidayCalendar, { year, month, day }: LocalDate): boolean | undefined {
  calendars ??= readCalendars();
  const dates = calendars.get(calendar)?.[year - FIRST_HOLIDAY_YEAR];
  return dates?.has(String(month).padStart(2, '0') + String(day).padStart(2, '0'));
}

function readCalendars(): ReadonlyMap<string, Years> {
  return new Map(
    HOLIDAYS.trim()
      .split('\n')
      .map((line) => {
        const [calendar = '', years = ''] = line.split(':');
        return [calendar, years.split(';').map((dates) => new Set(dates.split(',')))];
      }),
  );
}
