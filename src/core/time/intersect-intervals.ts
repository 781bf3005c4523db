import { type Interval, instant } from './instant.ts';

/** What lies in both lists, in order. Each list must be in order and free of overlaps; so is the answer. */
export function intersectIntervals(
  left: readonly Interval[],
  right: readonly Interval[],
): readonly Interval[] {
  const shared: Interval[] = [];
  for (const a of left) {
    for (const b of right) {
      const start = instant(Math.max(a.start, b.start));
      const end = instant(Math.min(a.end, b.end));
      if (start < end) shared.push({ start, end });
    }
  }
  return shared;
}
