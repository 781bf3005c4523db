import type { MaturedRow } from '../decision/matured-row.ts';
import { parseInstant } from '../time/instant.ts';

/** The share of a channel's rewarding events that have occurred so long after the send, in [0, 1]. */
export type DelayDistribution = (channel: string, ageMs: number) => number;

/** Events of a channel below which nothing is said about its delays. */
const LEAST_EVENTS = 30;

/**
 * How long rewarding events take, per channel, as the rows tell: F̂(u), the share with delay ≤ u.
 * @remarks The rows' reward windows have closed, so nothing is censored and the plain share is right. It is 0 for a
 * channel with fewer than 30 such events: of what is not known nothing is learned before maturity.
 * @param types the events that earn a reward; others say nothing of when it comes.
 */
export function delayDistribution(
  rows: Iterable<Pick<MaturedRow, 'channel' | 'sentAt' | 'rewardWindowEndsAt' | 'events'>>,
  types: ReadonlySet<string>,
): DelayDistribution {
  const delays = new Map<string, number[]>();
  for (const { channel, sentAt, rewardWindowEndsAt, events } of rows) {
    if (channel === null || sentAt === null || rewardWindowEndsAt === null) continue;
    const start = parseInstant(sentAt);
    const end = parseInstant(rewardWindowEndsAt);
    const found = delays.get(channel) ?? [];
    delays.set(channel, found);
    for (const { type, at } of events) {
      const occurredAt = parseInstant(at);
      if (types.has(type) && occurredAt >= start && occurredAt < end) found.push(occurredAt - start);
    }
  }
  for (const found of delays.values()) found.sort((a, b) => a - b);
  return (channel, ageMs) => {
    const found = delays.get(channel) ?? [];
    return found.length < LEAST_EVENTS ? 0 : countUpTo(found, ageMs) / found.length;
  };
}

/** How many of the sorted values are ≤ `bound`. */
function countUpTo(sorted: readonly number[], bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
