import { DAY_MS, type Instant, MINUTE_MS, plusMs } from '../../src/core/time/instant.ts';

export const DAYS_AHEAD = 14;
/** A lawful stretch shorter than this may be passed over. */
const STEP_MS = 15 * MINUTE_MS;

/**
 * The first lawful instant after `from` within 14 days, exact to the millisecond; `undefined` when there is none.
 * @param isLawful Blocked at `from`. Looked at every quarter of an hour, and halved down to the change from there.
 */
export function nextLawful(from: Instant, isLawful: (at: Instant) => boolean): Instant | undefined {
  const last = plusMs(from, DAYS_AHEAD * DAY_MS);
  let blocked = from;
  for (let at = plusMs(from, STEP_MS - (from % STEP_MS)); at <= last; at = plusMs(at, STEP_MS)) {
    if (isLawful(at)) return firstLawful(blocked, at, isLawful);
    blocked = at;
  }
  return undefined;
}

function firstLawful(blocked: Instant, lawful: Instant, isLawful: (at: Instant) => boolean): Instant {
  let [low, high] = [blocked, lawful];
  while (high - low > 1) {
    const middle = plusMs(low, Math.floor((high - low) / 2));
    if (isLawful(middle)) high = middle;
    else low = middle;
  }
  return high;
}
