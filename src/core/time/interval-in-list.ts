import type { Instant, Interval } from './instant.ts';

/** Whether the whole interval lies in one of the list. */
export function liesWithin(interval: Interval, list: readonly Interval[]): boolean {
  return list.some(({ start, end }) => start <= interval.start && interval.end <= end);
}

/** Whether the interval shares an instant with one of the list. */
export function meetsAny(interval: Interval, list: readonly Interval[]): boolean {
  return list.some(({ start, end }) => start < interval.end && interval.start < end);
}

/** Whether the instant lies in one of the list. */
export function holdsInstant(list: readonly Interval[], at: Instant): boolean {
  return list.some(({ start, end }) => start <= at && at < end);
}
