import { DAY_MS, type Interval, instant, MINUTE_MS } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { offsetSegments } from '../time/offset-segments.ts';
import { minutesOfWallTime } from '../time/wall-time.ts';
import type { RuleSettings } from './rule-settings.ts';

/**
 * The parts of the interval during which the wall clock shows a time in [start, end) in every one of the zones; in
 * order, and as long as they can be.
 * @remarks Exact to the millisecond, also where clocks change: within a segment of constant offset the lawful hours
 * are plain arithmetic. With no zone at all nothing is lawful.
 * @throws {InvalidInputError} `time-zone-unknown` for a zone that isn't recognised.
 * @see 12 CFR 1006.6(b)(1)(i) for the hours; comment 6(b)(1)(i)-2 for conflicting locations.
 */
export function lawfulParts(
  interval: Interval,
  zones: readonly string[],
  quietHours: RuleSettings['quietHours'],
): readonly Interval[] {
  if (zones.length === 0) return [];
  const from = minutesOfWallTime(quietHours.start) * MINUTE_MS;
  const to = minutesOfWallTime(quietHours.end) * MINUTE_MS;
  return zones.reduce<readonly Interval[]>(
    (parts, zone) => intersectIntervals(parts, lawfulInZone(interval, zone, from, to)),
    [interval],
  );
}

function lawfulInZone(interval: Interval, zone: string, from: number, to: number): readonly Interval[] {
  const parts: Interval[] = [];
  for (const { start, end, offsetMs } of offsetSegments(interval, zone)) {
    const firstDay = Math.floor((start + offsetMs) / DAY_MS);
    const lastDay = Math.floor((end - 1 + offsetMs) / DAY_MS);
    for (let day = firstDay; day <= lastDay; day += 1) {
      const opens = Math.max(start, day * DAY_MS + from - offsetMs);
      const closes = Math.min(end, day * DAY_MS + to - offsetMs);
      if (opens >= closes) continue;
      const before = parts.at(-1);
      // Lawful on both sides of midnight or of a change of clocks: one stretch, not two.
      if (before?.end === opens) parts[parts.length - 1] = { start: before.start, end: instant(closes) };
      else parts.push({ start: instant(opens), end: instant(closes) });
    }
  }
  return parts;
}
