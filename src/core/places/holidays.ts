import type { LocalDate } from '../time/local-date.ts';

export type HolidayCalendar = 'US' | 'US-AL' | 'US-LA' | 'US-MS' | 'US-PA' | 'US-RI' | 'US-UT';

/** Whether the date is a holiday of the calendar; `undefined` when the calendar does not cover it. */
export function isHoliday(_calendar: HolidayCalendar, _date: LocalDate): boolean | undefined {
  return undefined;
}
