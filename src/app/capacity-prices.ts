import type { Configuration } from '../core/configuration.ts';
import type { ChannelId } from '../core/identifiers.ts';
import { LONGEST_STEP_MS, nextCapacityPrice } from '../core/policy/capacity-price.ts';
import { rewardRange } from '../core/reward/reward-range.ts';
import { nextOccurrence } from '../core/rules/next-occurrence.ts';
import { type Instant, instant } from '../core/time/instant.ts';
import { utcDateOf } from '../core/time/utc-date.ts';
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
      fullShare: fullShare(configuration, channel, days, now),
      rewardRange: rewardRange(configuration.reward),
    });
    return [channel.id, price];
  });
  return new Map(await Promise.all(prices));
}

/** The part of the send windows whose next start, by the clocks of Greenwich, falls on a day that is full. */
function fullShare(
  { windows, horizonHours }: Pick<Configuration, 'windows' | 'horizonHours'>,
  { contactsPerDay }: ScarceChannel,
  days: readonly BookedDay[],
  now: Instant,
): number {
  const full = new Set(
    days.filter(({ bookedAt }) => bookedAt.length >= contactsPerDay).map(({ date }) => date),
  );
  const ahead = windows.flatMap((window) => nextOccurrence(window, 'UTC', now, horizonHours) ?? []);
  if (ahead.length === 0) return 0;
  return ahead.filter(({ start }) => full.has(utcDateOf(start))).length / ahead.length;
}
