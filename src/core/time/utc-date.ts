import type { Brand } from '../brand.ts';
import { DAY_MS, formatInstant, type Instant, instant } from './instant.ts';

/** `YYYY-MM-DD` in UTC; sorts as time does from year 0 to 9999. */
export type UtcDate = Brand<string, 'UtcDate'>;

export function utcDateOf(at: Instant): UtcDate {
  return formatInstant(at).slice(0, 10) as UtcDate;
}

/** Midnight at the start of the date. */
export function startOfUtcDate(date: UtcDate): Instant {
  return instant(Date.parse(`${date}T00:00:00Z`));
}

/** Every date from that of `from` to that of `to`, both included; empty when `to` comes first. */
export function utcDatesBetween(from: Instant, to: Instant): readonly UtcDate[] {
  const first = startOfUtcDate(utcDateOf(from));
  const days = Math.floor((to - first) / DAY_MS) + 1;
  return Array.from({ length: Math.max(0, days) }, (_, day) => utcDateOf(instant(first + day * DAY_MS)));
}
