import type { Interval } from './instant.ts';

/** What lies in the span and in none of the intervals, which must be in order and free of overlaps; so is the answer. */
export function intervalsOutside(span: Interval, intervals: readonly Interval[]): readonly Interval[] {
  const outside: Interval[] = [];
  let { start } = span;
  for (const taken of intervals) {
    if (taken.end <= start) continue;
    if (taken.start >= span.end) break;
    if (taken.start > start) outside.push({ start, end: taken.start });
    start = taken.end;
  }
  if (start < span.end) outside.push({ start, end: span.end });
  return outside;
}
