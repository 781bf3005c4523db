import { earlierOf, type Interval, laterOf } from './instant.ts';

/** What lies in both lists, in order. Each list must be in order and free of overlaps; so is the answer. */
export function intersectIntervals(
  left: readonly Interval[],
  right: readonly Interval[],
): readonly Interval[] {
  const shared: Interval[] = [];
  let next = 0;
  for (const a of left) {
    for (let index = next; index < right.length; index += 1) {
      const b = right[index] as Interval;
      if (b.start >= a.end) break;
      // What ends here can't meet a later one.
      if (b.end <= a.start) next = index + 1;
      else shared.push({ start: laterOf(a.start, b.start), end: earlierOf(a.end, b.end) });
    }
  }
  return shared;
}
