import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import type { ContactEntry } from '../../../../src/core/rules/contact-profile.ts';
import { countedContacts } from '../../../../src/core/rules/counted-contacts.ts';
import { DAY_MS, HOUR_MS, type Interval, instant } from '../../../../src/core/time/instant.ts';
import { channelArb, contactArb } from '../../../support/arbitraries/profiles.ts';
import { capHits } from '../../../support/builders/cap-hits.ts';

const CHANNEL = 'sms' as ChannelId;
const NOW = instant(Date.UTC(2026, 10, 24));
const HALF_HOUR_MS = HOUR_MS / 2;

/**
 * Every moment, on a grid of half hours, at which the contact may fall. Ends are whole hours and excluded, so half
 * hours come as close to them as whether less than a whole number of days lies between two contacts depends on.
 */
function moments({ start, end }: Interval): readonly number[] {
  if (start === end) return [start];
  return Array.from({ length: (end - start) / HALF_HOUR_MS }, (_, i) => start + i * HALF_HOUR_MS);
}

/** Tries every stretch that begins with a contact: can more than `limit`, the fresh one among them, fall into it? */
function canExceed(fresh: Interval, others: readonly Interval[], limit: number, days: number): boolean {
  const begins = [fresh, ...others].flatMap(moments);
  return begins.some((begin) => {
    const fits = (contact: Interval) =>
      moments(contact).some((at) => at >= begin && at < begin + days * DAY_MS);
    return fits(fresh) && others.filter(fits).length >= limit;
  });
}

const windowArb = fc
  .tuple(fc.integer({ min: 0, max: 72 }), fc.integer({ min: 1, max: 24 }))
  .map(([from, hours]) => ({
    start: instant(NOW + from * HOUR_MS),
    end: instant(NOW + (from + hours) * HOUR_MS),
  }));
const nearArb = contactArb(NOW).map((entry) => ({ ...entry, kind: 'sent' as const }));

test.prop([windowArb, fc.array(nearArb, { maxLength: 7 }), fc.nat(3), fc.integer({ min: 1, max: 4 })], {
  numRuns: 200,
})('a cap forbids iff some way to place the contacts would break it', (fresh, entries, limit, days) => {
  const hits = capHits([{ id: 'cap@1', limit, days }], CHANNEL, fresh, entries);
  expect(hits.length > 0).toBe(
    canExceed(
      fresh,
      entries.map(({ interval }) => interval),
      limit,
      days,
    ),
  );
});

const entriesArb = fc.array(contactArb(NOW), { maxLength: 7 });
const capArb = fc.record({
  id: fc.constant('cap@1'),
  limit: fc.nat(3),
  days: fc.integer({ min: 1, max: 7 }),
});

test.prop([windowArb, entriesArb, contactArb(NOW), capArb])(
  'one contact more never lifts a cap, and the order of contacts does not matter',
  (fresh, entries, further, cap) => {
    const hits = (list: readonly ContactEntry[]) => capHits([cap], CHANNEL, fresh, list).length;
    expect(hits([...entries, further])).toBeGreaterThanOrEqual(hits(entries));
    expect(hits([...entries].reverse())).toBe(hits(entries));
  },
);

test.prop([windowArb, entriesArb, channelArb, channelArb, capArb])(
  'a cap on some channels is the cap on all, over the contacts of those channels',
  (fresh, entries, channel, counting, cap) => {
    const hits = capHits([{ ...cap, channels: [counting] }], channel, fresh, entries);
    const same = entries.filter((entry) => entry.channel === counting);
    expect(hits).toEqual(channel === counting ? capHits([cap], channel, fresh, same) : []);
  },
);

test.prop([entriesArb])(
  'sent contacts and live reservations count; spent reservations and our own do not',
  (entries) => {
    const own = entries[0]?.decisionId;
    const counted = countedContacts(entries, NOW, own);
    for (const entry of entries) {
      const spent = entry.kind === 'reserved' && entry.interval.end <= NOW;
      expect(counted.includes(entry)).toBe(entry.decisionId !== own && !spent);
    }
  },
);
