import { describe, expect, test } from 'vitest';
import type { CapacityBook, CapacityUnit } from '../../src/app/ports/capacity-book.ts';
import type { ChannelId } from '../../src/core/identifiers.ts';
import { plusMs } from '../../src/core/time/instant.ts';
import type { UtcDate } from '../../src/core/time/utc-date.ts';
import { at } from '../support/builders/identifiers.ts';
import { race, tally } from '../support/race.ts';

const TUESDAY = '2026-11-24' as UtcDate;
const WEDNESDAY = '2026-11-25' as UtcDate;
const THURSDAY = '2026-11-26' as UtcDate;
const CALL = 'call' as ChannelId;
const NOON = at('2026-11-24T12:00:00.123Z');

/** What every capacity book does; `fresh` gives an empty one. */
export function capacityBookContract(fresh: () => Promise<CapacityBook>): void {
  describe('capacity book', () => {
    test('a booked unit is read back at once, with its instant, on its own channel and day', async () => {
      const book = await fresh();
      expect(await book.booked(CALL, TUESDAY, THURSDAY)).toStrictEqual([]);
      const later = plusMs(NOON, 1);
      expect(await book.reserve(unit('a'), 2)).toBe('reserved');
      expect(await book.reserve(unit('b', { bookedAt: later }), 2)).toBe('reserved');
      expect(await book.reserve(unit('c', { date: THURSDAY }), 2)).toBe('reserved');
      const days = await book.booked(CALL, TUESDAY, THURSDAY);
      expect(days.map(({ date, bookedAt }) => [date, bookedAt.toSorted((a, b) => a - b)])).toStrictEqual([
        [TUESDAY, [NOON, later]],
        [THURSDAY, [NOON]],
      ]);
      expect(await book.booked(CALL, WEDNESDAY, WEDNESDAY)).toStrictEqual([]);
      expect(await book.booked(CALL, THURSDAY, THURSDAY)).toHaveLength(1);
      for (const other of ['cal', 'call-back', 'calm', 'callz'] as ChannelId[]) {
        expect(await book.booked(other, TUESDAY, THURSDAY)).toStrictEqual([]);
      }
    });

    test('a full day takes nothing more, whatever other days and channels hold', async () => {
      const book = await fresh();
      expect(await book.reserve(unit('a'), 1)).toBe('reserved');
      expect(await book.reserve(unit('b'), 1)).toBe('full');
      expect(await book.reserve(unit('b', { date: WEDNESDAY }), 1)).toBe('reserved');
      expect(await book.reserve(unit('b', { channel: 'sms' as ChannelId }), 1)).toBe('reserved');
      expect(await book.booked(CALL, TUESDAY, TUESDAY)).toStrictEqual([{ date: TUESDAY, bookedAt: [NOON] }]);
    });

    test('a unit that is held may be booked again and takes no more room, on a full day too', async () => {
      const book = await fresh();
      for (let time = 0; time < 3; time += 1) expect(await book.reserve(unit('a'), 2)).toBe('reserved');
      expect(await book.reserve(unit('b'), 2)).toBe('reserved');
      expect(await book.reserve(unit('a'), 2)).toBe('reserved');
      expect(await book.reserve(unit('c'), 2)).toBe('full');
    });

    test('a unit that is given back makes room for one, once; giving back what is not held does nothing', async () => {
      const book = await fresh();
      await book.release(unit('a'));
      expect(await book.booked(CALL, TUESDAY, THURSDAY)).toStrictEqual([]);
      await book.reserve(unit('a'), 2);
      await book.reserve(unit('b'), 2);
      for (let time = 0; time < 3; time += 1) await book.release(unit('a'));
      await book.release(unit('never booked'));
      expect(await book.reserve(unit('c'), 2)).toBe('reserved');
      expect(await book.reserve(unit('d'), 2)).toBe('full');
      await book.release(unit('b'));
      await book.release(unit('c'));
      expect(await book.booked(CALL, TUESDAY, THURSDAY)).toStrictEqual([]);
      expect(await book.reserve(unit('d'), 1)).toBe('reserved');
    });

    test('a limit that was lowered takes nothing away and gives nothing more', async () => {
      const book = await fresh();
      for (const token of ['a', 'b', 'c']) await book.reserve(unit(token), 3);
      expect(await book.reserve(unit('d'), 1)).toBe('full');
      await book.release(unit('a'));
      expect(await book.reserve(unit('d'), 2)).toBe('full');
      expect(await book.reserve(unit('d'), 3)).toBe('reserved');
    });

    test('the last room is taken by exactly one of 50 who want it at once', async () => {
      const book = await fresh();
      for (let limit = 1; limit <= 3; limit += 1) {
        const outcomes = await race(50, (n) => book.reserve(unit(`${limit}: ${n}`), limit));
        expect(tally(outcomes, 'reserved')).toBe(1);
        expect(tally(outcomes, 'full')).toBe(49);
        expect((await book.booked(CALL, TUESDAY, TUESDAY))[0]?.bookedAt).toHaveLength(limit);
      }
    });

    test('a large day holds what it may and no more', async () => {
      const book = await fresh();
      const outcomes = await race(130, (n) => book.reserve(unit(`token ${n}`), 120));
      expect(tally(outcomes, 'reserved')).toBe(120);
      expect((await book.booked(CALL, TUESDAY, TUESDAY))[0]?.bookedAt).toHaveLength(120);
    });
  });
}

function unit(token: string, overrides: Partial<CapacityUnit> = {}): CapacityUnit {
  return { channel: CALL, date: TUESDAY, token, bookedAt: NOON, ...overrides };
}
