import { MINUTE_MS } from '../time/instant.ts';
import type { LocalDay } from '../time/local-days.ts';
import { minutesOfWallTime } from '../time/wall-time.ts';
import type { InconvenientTime } from './contact-profile.ts';
import type { OpenHours } from './rule.ts';

/** Local wall time [from, to) in milliseconds since midnight. */
export type Hours = readonly [from: number, to: number];

/** The hours of each weekday, Sunday first; in order, free of overlaps. */
export type WeekHours = readonly (readonly Hours[])[];

const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAY = 1440 * MINUTE_MS;

/** The hours that any of the entries names. An entry that ends before it begins names none. */
export function weekHours(entries: readonly OpenHours[]): WeekHours {
  return WEEK.map((weekday) =>
    inOrder(
      entries.filter(({ days }) => days.includes(weekday)).map(({ start, end }) => [ms(start), ms(end)]),
    ),
  );
}

/** The hours that the borrower has stated; one that ends no later than it begins goes on over midnight. */
export function inconvenientHours(times: readonly InconvenientTime[]): WeekHours {
  return WEEK.map((weekday, index) => {
    const dayBefore = WEEK[(index + 6) % 7] ?? weekday;
    return inOrder(
      times.flatMap(({ days = WEEK, start, end }) => {
        const [from, to] = [ms(start), ms(end)];
        const today = days.includes(weekday);
        if (from < to) return today ? [[from, to] as const] : [];
        const evening = today ? [[from, DAY] as const] : [];
        return days.includes(dayBefore) ? [[0, to] as const, ...evening] : evening;
      }),
    );
  });
}

/** The parts of these days at which the wall clock shows one of the hours; in order, and as long as they can be. */
export function partsWithin(days: readonly LocalDay[], week: WeekHours) {
  const parts: { start: LocalDay['start']; end: LocalDay['end'] }[] = [];
  for (const day of days) {
    const midnight = day.day * DAY - day.offsetMs;
    for (const [from, to] of week[day.weekday] ?? []) {
      const start = Math.max(day.start, midnight + from) as LocalDay['start'];
      const end = Math.min(day.end, midnight + to) as LocalDay['end'];
      if (start >= end) continue;
      const before = parts.at(-1);
      // Lawful on both sides of midnight or of a change of clocks: one stretch, not two.
      if (before?.end === start) before.end = end;
      else parts.push({ start, end });
    }
  }
  return parts;
}

function ms(wallTime: string): number {
  return minutesOfWallTime(wallTime) * MINUTE_MS;
}

function inOrder(hours: readonly Hours[]): readonly Hours[] {
  const united: [number, number][] = [];
  for (const [from, to] of hours.filter(([start, end]) => start < end).sort(([a], [b]) => a - b)) {
    const last = united.at(-1);
    if (last === undefined || from > last[1]) united.push([from, to]);
    else last[1] = Math.max(last[1], to);
  }
  return united;
}
