import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type DiscardNote,
  type ParkedMessage,
  type ParkingLot,
  QUEUE_NAMES,
  type StillParked,
} from '../../src/app/ports/parking-lot.ts';
import { plusMs } from '../../src/core/time/instant.ts';
import { at } from '../support/builders/identifiers.ts';
import { collect } from '../support/collect.ts';
import { race } from '../support/race.ts';

const PARKED_AT = at('2026-11-24T00:00:00Z');

/** What every parking lot does; `fresh` gives an empty one. */
export function parkingLotContract(fresh: () => Promise<ParkingLot>): void {
  describe('parking lot', () => {
    test('a message is read back as it was parked, at once', async () => {
      const parking = await fresh();
      expect(await parking.get('one')).toBeUndefined();
      expect(await collect(parking.list())).toStrictEqual([]);
      const message = parked('one', { body: '{"half": "of a message, ünfinished 🚧' });
      await parking.park(message);
      expect(await parking.get('one')).toStrictEqual({ ...message, times: 1 });
      expect(await collect(parking.list())).toStrictEqual([{ ...message, times: 1 }]);
    });

    test.each(QUEUE_NAMES)('a message of the %s queue can be parked and discarded', async (queue) => {
      const parking = await fresh();
      await parking.park(parked('one', { queue }));
      await parking.noteDiscard(discarded('one', { queue }));
      expect(await collect(parking.list())).toStrictEqual([still('one', 1, { queue })]);
      expect(await collect(parking.discarded())).toStrictEqual([discarded('one', { queue })]);
    });

    test('parking a message again keeps one, with its first time and how often, though many try at once', async () => {
      const parking = await fresh();
      await parking.park(parked('one'));
      await race(20, (n) => parking.park(parked('one', { parkedAt: plusMs(PARKED_AT, n + 1) })));
      await race(20, () => parking.park(parked('two', { queue: 'credits' })));
      const expected = [still('one', 21), still('two', 20, { queue: 'credits' })];
      expect(await collect(parking.list())).toStrictEqual(expected);
    });

    test('a message that is parked again has the newest reason', async () => {
      const parking = await fresh();
      await parking.park(parked('one', { deliveries: 2 }));
      const dead = { code: 'dead-lettered', reason: 'It failed 7 times.', deliveries: 7 };
      await parking.park(parked('one', { ...dead, parkedAt: plusMs(PARKED_AT, 1) }));
      expect(await parking.get('one')).toStrictEqual(still('one', 2, dead));
      await parking.park(parked('one'));
      expect(await parking.get('one')).toStrictEqual(still('one', 3));
    });

    test('a message that was parked again since it was read is not removed', async () => {
      const parking = await fresh();
      await parking.park(parked('one'));
      const read = await parking.get('one');
      await parking.park(parked('one'));
      expect(await parking.remove(read ?? still('one', 0))).toBe('moved');
      expect(await parking.get('one')).toStrictEqual(still('one', 2));
      expect(await parking.remove(still('one', 2))).toBe('removed');
      expect(await parking.get('one')).toBeUndefined();
    });

    test('a discarded message leaves a note: one for each time that it was parked, the first', async () => {
      const parking = await fresh();
      expect(await collect(parking.discarded())).toStrictEqual([]);
      const later = { at: plusMs(PARKED_AT, 9000) };
      await parking.noteDiscard(discarded('two', later));
      await parking.noteDiscard(discarded('one'));
      await race(10, (n) => parking.noteDiscard(discarded('one', { by: `writer ${n}` })));
      const again = discarded('one', { parkedAt: plusMs(PARKED_AT, 5000), at: plusMs(PARKED_AT, 6000) });
      await parking.noteDiscard(again);
      expect(await collect(parking.discarded())).toStrictEqual([
        discarded('one'),
        again,
        discarded('two', later),
      ]);
      expect(await collect(parking.list())).toStrictEqual([]);
    });

    test('the list is oldest first and whole, however many bytes it is', async () => {
      const parking = await fresh();
      const order = Array.from({ length: 70 }, (_, n) => (n * 31) % 70);
      for (const n of order) {
        const body = randomBytes(12_000).toString('hex');
        await parking.park(parked(`message ${n}`, { parkedAt: plusMs(PARKED_AT, n), body }));
      }
      const ids = (await collect(parking.list())).map(({ id }) => id);
      expect(ids).toStrictEqual(Array.from({ length: 70 }, (_, n) => `message ${n}`));
    });

    test('a removed message is gone, may be removed again and may be parked anew', async () => {
      const parking = await fresh();
      await parking.park(parked('one'));
      await parking.park(parked('two'));
      expect(await parking.remove(still('one', 1))).toBe('removed');
      expect(await parking.remove(still('one', 1))).toBe('removed');
      expect(await parking.get('one')).toBeUndefined();
      expect(await collect(parking.list())).toStrictEqual([still('two', 1)]);
      const again = parked('one', { parkedAt: plusMs(PARKED_AT, 60_000), reason: 'Still not readable.' });
      await parking.park(again);
      expect(await collect(parking.list())).toStrictEqual([still('two', 1), { ...again, times: 1 }]);
    });
  });
}

function discarded(id: string, overrides: Partial<DiscardNote> = {}): DiscardNote {
  return {
    id,
    queue: 'outcomes',
    code: 'message-unreadable',
    digest: 'ab12',
    reason: 'A test of the feed.',
    by: 'Ada',
    at: plusMs(PARKED_AT, 3000),
    parkedAt: PARKED_AT,
    ...overrides,
  };
}

function still(id: string, times: number, overrides: Partial<ParkedMessage> = {}): StillParked {
  return { ...parked(id, overrides), times };
}

function parked(id: string, overrides: Partial<ParkedMessage> = {}): ParkedMessage {
  return {
    id,
    queue: 'outcomes',
    body: '{"eventId":"e-1"}',
    code: 'message-unreadable',
    reason: 'The message lacks "decisionId".',
    parkedAt: PARKED_AT,
    ...overrides,
  };
}
