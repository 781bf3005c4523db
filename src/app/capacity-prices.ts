import type { ChannelId } from '../core/identifiers.ts';
import { LONGEST_STEP_MS, nextCapacityPrice } from '../core/policy/capacity-price.ts';
import { rewardRange } from '../core/reward/reward-range.ts';
import { DAY_MS, HOUR_MS, type Instant, instant, plusMs } from '../core/time/instant.ts';
import { startOfUtcDate, utcDateOf, utcDatesBetween } from '../core/time/utc-date.ts';
import { bookableUntil, type ScarceChannel, scarceChannels } from './capacity.ts';
import type { Dependencies } from './dependencies.ts';
import type { BookedDay } from './ports/capacity-book.ts';
import type { Served } from './read-served.ts';

/**
 * What a contact on each scarce channel costs beside its own cost from now on: the champion's prices, moved by what was
 * booked since it was published.
 * @remarks Nothing is read where no channel is scarce. Before the first champion there is no price and nothing to go by.
 */
export async function capacityPrices(
  { configuration, capacity }: Pick<Dependencies, 'configuration' | 'capacity'>,
  served: Served | undefined,
  now: Instant,
): Promise<ReadonlyMap<ChannelId, number>> {
  if (served === undefined) return new Map();
  const { publishedAt } = served.champion;
  const since = instant(Math.max(publishedAt, now - LONGEST_STEP_MS));
  const last = utcDateOf(bookableUntil(now, configuration.horizonHours));
  const prices = scarceChannels(configuration).map(async (channel): Promise<[ChannelId, number]> => {
    const days = await capacity.booked(channel.id, utcDateOf(since), last);
    const booked = days.flatMap(({ bookedAt }) => bookedAt.filter((at) => at > since && at <= now));
    const price = nextCapacityPrice({
      price: served.snapshot.arms.find(({ groups }) => groups.channel === channel.id)?.price ?? 0,
      contactsPerDay: channel.contactsPerDay,
      booked: booked.length,
      elapsedMs: now - since,
      fullShare: fullShare(channel, days, now, plusMs(now, configuration.horizonHours * HOUR_MS)),
      rewardRange: rewardRange(configuration.reward),
    });
    return [channel.id, price];
  });
  return new Map(await Promise.all(prices));
}

/** How much of the days ahead is full, each day weighted by the time until its end: a day may well be full at its end. */
function fullShare(
  { contactsPerDay }: ScarceChannel,
  days: readonly BookedDay[],
  now: Instant,
  until: Instant,
): number {
  const counts = new Map(days.map(({ date, bookedAt }) => [date, bookedAt.length]));
  let ahead = 0;
  let full = 0;
  for (const date of utcDatesBetween(now, until)) {
    const left = startOfUtcDate(date) + DAY_MS - now;
    ahead += left;
    if ((counts.get(date) ?? 0) >= contactsPerDay) full += left;
  }
  return full / ahead;
}
