import { DAY_MS, type Instant, type Interval, instant } from '../time/instant.ts';

/** The `days` × 24 hours from the instant on; nothing without one. */
export function lasting(at: Instant | undefined, days: number): readonly Interval[] {
  return at === undefined ? [] : [{ start: at, end: instant(at + days * DAY_MS) }];
}
