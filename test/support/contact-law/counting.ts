import { clockAt, midnight } from './wall-clock.ts';

const DAY = 86_400_000;

/** A contact falls on some millisecond from `first` to `last`. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * Whether the contact at the instant and others on file could together be more than `limit` in `days`: within less
 * than `days` × 24 hours, or on `days` consecutive dates of some zone. Tries every stretch that matters.
 */
export function exceeds(
  spans: readonly Span[],
  at: number,
  limit: number,
  days: number,
  zones: readonly string[],
): boolean {
  if (spans.length < limit) return false;
  return (
    exceedsRolling(spans, at, limit, days) || zones.some((zone) => exceedsDates(spans, at, limit, days, zone))
  );
}

/** Stretches of `days` × 24 hours that hold the instant: each begins where a contact may fall last, or with the instant. */
export function exceedsRolling(spans: readonly Span[], at: number, limit: number, days: number): boolean {
  const length = days * DAY;
  const starts = [at, ...spans.map(({ last }) => last)].filter((start) => start <= at && start > at - length);
  return starts.some(
    (start) => spans.filter(({ first, last }) => first < start + length && last >= start).length >= limit,
  );
}

function exceedsDates(
  spans: readonly Span[],
  at: number,
  limit: number,
  days: number,
  zone: string,
): boolean {
  const today = clockAt(zone, at).day;
  const dates = spans.map(({ first, last }) => ({
    first: clockAt(zone, first).day,
    last: clockAt(zone, last).day,
  }));
  for (let start = today - days + 1; start <= today; start += 1) {
    if (dates.filter(({ first, last }) => first < start + days && last >= start).length >= limit) return true;
  }
  return false;
}

/** The first instant at which the local date is `days` after that of `at` in some zone. */
export function firstReach(at: number, days: number, zones: readonly string[]): number {
  return Math.min(...zones.map((zone) => midnight(zone, clockAt(zone, at).day + days)));
}

/** The first instant at which it is in every zone. */
export function lastReach(at: number, days: number, zones: readonly string[]): number {
  return Math.max(...zones.map((zone) => midnight(zone, clockAt(zone, at).day + days)));
}
