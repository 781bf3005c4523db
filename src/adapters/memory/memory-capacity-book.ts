import type { CapacityBook } from '../../app/ports/capacity-book.ts';
import type { ChannelId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { UtcDate } from '../../core/time/utc-date.ts';

/** Booked capacity in this process's memory. */
export function createMemoryCapacityBook(): CapacityBook {
  const channels = new Map<ChannelId, Map<UtcDate, Map<string, Instant>>>();
  return {
    async reserve({ channel, date, token, bookedAt }, limit) {
      const days = channels.get(channel) ?? new Map<UtcDate, Map<string, Instant>>();
      channels.set(channel, days);
      const units = days.get(date) ?? new Map<string, Instant>();
      days.set(date, units);
      if (units.has(token)) return 'reserved';
      if (units.size >= limit) return 'full';
      units.set(token, bookedAt);
      return 'reserved';
    },
    async release({ channel, date, token }) {
      channels.get(channel)?.get(date)?.delete(token);
    },
    async booked(channel, from, to) {
      return [...(channels.get(channel) ?? [])]
        .filter(([date, units]) => date >= from && date <= to && units.size > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([date, units]) => ({ date, bookedAt: [...units.values()] }));
    },
  };
}
