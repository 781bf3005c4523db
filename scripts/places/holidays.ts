import { createRequire } from 'node:module';

interface Holiday {
  /** `YYYY-MM-DD …` local. */
  readonly date: string;
  readonly type: string;
}
type Calendars = new (country: string, state?: string) => { getHolidays(year: number): readonly Holiday[] };

const Holidays = createRequire(import.meta.url)('date-holidays') as Calendars;

export const CALENDARS = ['US', 'US-AL', 'US-LA', 'US-MS', 'US-PA', 'US-RI', 'US-UT'] as const;
export const FIRST_YEAR = 2024;
export const LAST_YEAR = 2040;

/** `MMDD` of the public holidays of each year and of the days on which they are observed instead. */
export function holidays(): ReadonlyMap<string, readonly (readonly string[])[]> {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return new Map(
    CALENDARS.map((calendar) => {
      const [country = '', state] = calendar.split('-');
      const source = new Holidays(country, ...(state === undefined ? [] : [state.toLowerCase()]));
      return [calendar, years.map((year) => datesOf(source.getHolidays(year), year))];
    }),
  );
}

function datesOf(all: readonly Holiday[], year: number): readonly string[] {
  const dates = all
    .filter(({ type, date }) => type === 'public' && date.startsWith(String(year)))
    .map(({ date }) => date.slice(5, 7) + date.slice(8, 10));
  return [...new Set(dates)].sort();
}
