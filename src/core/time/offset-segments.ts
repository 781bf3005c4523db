import { DAY_MS, type Instant, type Interval, instant } from './instant.ts';
import { offsetMsAt } from './zone-offset.ts';

/** A stretch of time during which the zone's wall clock runs without a jump. */
export interface OffsetSegment extends Interval {
  readonly offsetMs: number;
}

/**
 * The interval, cut where the zone's offset changes; in order, without gaps.
 * @remarks Looks once a day, which finds every change: no zone changes and changes back within 24 hours.
 */
export function offsetSegments(interval: Interval, zone: string): readonly OffsetSegment[] {
  const segments: OffsetSegment[] = [];
  let { start } = interval;
  while (start < interval.end) {
    const last = instant(Math.min(interval.end, start + DAY_MS) - 1);
    const offsetMs = offsetMsAt(start, zone);
    const end =
      offsetMsAt(last, zone) === offsetMs ? instant(last + 1) : firstOffsetChange(start, last, zone);
    segments.push({ start, end, offsetMs });
    start = end;
  }
  return segments;
}

/** The first instant in (from, to] with an offset other than that at `from`; the offset at `to` must differ. */
export function firstOffsetChange(from: Instant, to: Instant, zone: string): Instant {
  const offsetMs = offsetMsAt(from, zone);
  let same: number = from;
  let other: number = to;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetMsAt(instant(middle), zone) === offsetMs) same = middle;
    else other = middle;
  }
  return instant(other);
}
