import type { Weekday } from '../configuration.ts';
import { DAY_MS, type Instant, instant, MINUTE_MS } from './instant.ts';
import { dateOfWallMs, type LocalDate, wallMsOfDate } from './local-date.ts';
import { firstOffsetChange } from './offset-segments.ts';
import { hasZoneClock, offsetMsAt } from './zone-offset.ts';

export interface LocalTime extends LocalDate {
  readonly weekday: Weekday;
  /** Whole minutes since local midnight by the wall clock, 0 … 1439. */
  readonly minuteOfDay: number;
}

/**
 * Whether this is the IANA name of a place's time zone, e.g. `America/New_York`; capitals do not matter.
 * Fixed offsets (`+05:00`, `Etc/GMT+5`) are not.
 */
export function isTimeZone(name: string): boolean {
  return hasZoneClock(name);
}

/**
 * What the wall clock in the zone shows at the instant.
 * @throws {InvalidInputError} `time-zone-unknown`; `instant-invalid` outside the years 1900 to 9999.
 */
export function localTime(at: Instant, zone: string): LocalTime {
  const wallMs = at + offsetMsAt(at, zone);
  const date = dateOfWallMs(wallMs);
  return { ...date, minuteOfDay: Math.floor((wallMs - wallMsOfDate(date)) / MINUTE_MS) };
}

/**
 * The first instant at which the zone's wall clock shows this time of this date or a later one. So a time that the
 * clock skips becomes the instant of the change, and of a time that it shows twice it is the first.
 * @remarks `minuteOfDay` runs from 0 to 1440, which is the start of the next date.
 * @throws {InvalidInputError} `time-zone-unknown`; `instant-invalid` outside the years 1900 to 9999.
 */
export function instantOfLocal(date: LocalDate, minuteOfDay: number, zone: string): Instant {
  const wallMs = wallMsOfDate(date) + minuteOfDay * MINUTE_MS;
  // No offset reaches a day, so the instant lies between these two and has one of their offsets (or their change).
  const before = offsetMsAt(instant(wallMs - DAY_MS), zone);
  const after = offsetMsAt(instant(wallMs + DAY_MS), zone);
  const early = instant(wallMs - Math.max(before, after));
  if (offsetMsAt(early, zone) === wallMs - early) return early;
  const late = instant(wallMs - Math.min(before, after));
  return before < after && offsetMsAt(late, zone) !== before ? firstOffsetChange(early, late, zone) : late;
}
