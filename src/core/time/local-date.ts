import type { Weekday } from '../configuration.ts';
import { DAY_MS } from './instant.ts';

/** A day of the Gregorian calendar, without a place. `month` and `day` count from 1. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** In the order of `getUTCDay`, which answers 0 … 6. */
const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The date that a wall clock shows which has run this many milliseconds since 1970-01-01 00:00 by its own time. */
export function dateOfWallMs(wallMs: number): LocalDate & { readonly weekday: Weekday } {
  const date = new Date(wallMs);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: WEEKDAYS[date.getUTCDay()] as Weekday,
  };
}

/** The inverse: what such a clock has run at the start of the date. */
export function wallMsOfDate({ year, month, day }: LocalDate): number {
  return Date.UTC(year, month - 1, day);
}

/** The date so many days later, with its weekday. */
export function plusDays(date: LocalDate, days: number): LocalDate & { readonly weekday: Weekday } {
  return dateOfWallMs(wallMsOfDate(date) + days * DAY_MS);
}
