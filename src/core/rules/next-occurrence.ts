import type { WindowTemplate } from '../configuration.ts';
import { DAY_MS, HOUR_MS, type Instant, type Interval, instant } from '../time/instant.ts';
import { plusDays } from '../time/local-date.ts';
import { minutesOfWallTime } from '../time/wall-time.ts';
import { instantOfLocal, localTime } from '../time/zoned-time.ts';
import { oncePerKey } from './once-per-key.ts';

/**
 * What is left of the window's first occurrence that has not ended at `now`, from `now` on; `undefined` when none
 * starts within the horizon (its last instant included).
 * @remarks Each date's start and end are looked up in the zone by themselves, never by adding 24 hours, so an
 * occurrence may be longer or shorter on the night the clocks change. One that the change skips wholly is passed over.
 */
export function nextOccurrence(
  template: WindowTemplate,
  timeZone: string,
  now: Instant,
  horizonHours: number,
): Interval | undefined {
  return occurrencesAhead(timeZone, now, horizonHours)(template);
}

/** {@link nextOccurrence} for many windows at once, which share dates and times of day. */
export function occurrencesAhead(
  timeZone: string,
  now: Instant,
  horizonHours: number,
): (template: WindowTemplate) => Interval | undefined {
  const latestStart = now + horizonHours * HOUR_MS;
  const today = localTime(now, timeZone);
  // Clocks that go forward carry the horizon into one date more.
  const lastDay = Math.ceil((horizonHours * HOUR_MS) / DAY_MS) + 1;
  const dateAhead = oncePerKey((ahead: number) => {
    const date = plusDays(today, ahead);
    return { date, at: oncePerKey((minute: number) => instantOfLocal(date, minute, timeZone)) };
  });

  return ({ days, start: opens, end: closes }) => {
    const from = minutesOfWallTime(opens);
    const to = minutesOfWallTime(closes);
    for (let ahead = 0; ahead <= lastDay; ahead += 1) {
      const { date, at } = dateAhead(ahead);
      if (!days.includes(date.weekday)) continue;
      const start = at(from);
      const end = at(to);
      if (end <= now || end <= start) continue;
      return start > latestStart ? undefined : { start: instant(Math.max(start, now)), end };
    }
    return undefined;
  };
}
