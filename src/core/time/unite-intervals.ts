import type { Interval } from './instant.ts';

/** What lies in any of the intervals, in order and in stretches as long as can be; those without an instant are dropped. */
export function uniteIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const united: Interval[] = [];
  const inOrder = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  for (const next of inOrder) {
    const last = united.at(-1);
    if (last === undefined || next.start > last.end) united.push(next);
    else if (next.end > last.end) united[united.length - 1] = { start: last.start, end: next.end };
  }
  return united;
}
