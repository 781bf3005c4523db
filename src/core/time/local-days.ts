import { DAY_MS, type Instant, type Interval, instant } from './instant.ts';
import { dateOfWallMs } from './local-date.ts';
import { offsetSegments } from './offset-segments.ts';
import { offsetMsAt } from './zone-offset.ts';
import { instantOfLocal } from './zoned-time.ts';

/** A local date as days since 1970-01-01. */
export type DayNumber = number;

/** A part of a local day during which the wall clock runs without a jump. */
export interface LocalDay extends Interval {
  readonly day: DayNumber;
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekday: number;
  /** Local wall time minus UTC. */
  readonly offsetMs: number;
}

/** The span, cut at local midnights and where the zone's offset changes; in order, without gaps. */
export function localDays(span: Interval, zone: string): readonly LocalDay[] {
  const days: LocalDay[] = [];
  for (const { start, end, offsetMs } of offsetSegments(span, zone)) {
    const last = Math.floor((end - 1 + offsetMs) / DAY_MS);
    for (let day = Math.floor((start + offsetMs) / DAY_MS); day <= last; day += 1) {
      days.push({
        start: instant(Math.max(start, day * DAY_MS - offsetMs)),
        end: instant(Math.min(end, (day + 1) * DAY_MS - offsetMs)),
        day,
        weekday: weekdayOf(day),
        offsetMs,
      });
    }
  }
  return days;
}

/** The local date at the instant. */
export function dayAt(at: Instant, zone: string): DayNumber {
  return Math.floor((at + offsetMsAt(at, zone)) / DAY_MS);
}

/** The first instant at which the zone shows this date or a later one. */
export function startOfDay(day: DayNumber, zone: string): Instant {
  return instantOfLocal(dateOfWallMs(day * DAY_MS), 0, zone);
}

/** The day that `YYYY-MM-DD` names. */
export function dayOfText(date: string): DayNumber {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}
