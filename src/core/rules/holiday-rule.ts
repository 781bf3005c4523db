import { isHoliday } from '../places/holidays.ts';
import { DAY_MS, type Interval } from '../time/instant.ts';
import { intervalsOutside } from '../time/intervals-outside.ts';
import { dateOfWallMs } from '../time/local-date.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import type { ContactFacts } from './contact-facts.ts';
import type { HolidayParameters } from './rule.ts';

/** The parts of the span in which no zone on file shows a holiday; a date that the calendar does not cover may be one. */
export function workingParts(
  { calendar }: HolidayParameters,
  { places, daysIn, span }: ContactFacts,
): readonly Interval[] {
  const holidays = places.zones.flatMap((zone) =>
    daysIn(zone).filter(({ day }) => isHoliday(calendar, dateOfWallMs(day * DAY_MS)) !== false),
  );
  return intervalsOutside(span, uniteIntervals(holidays.map(({ start, end }) => ({ start, end }))));
}
