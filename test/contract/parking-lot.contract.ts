import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ParkedMessage, ParkingLot } from '../../src/app/ports/parking-lot.ts';
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
      expect(await parking.get('one')).toStrictEqual(message);
      expect(await collect(parking.list())).toStrictEqual([message]);
    });

    test('parking a message again keeps one, the first, though many try at once', async () => {
      const parking = await fresh();
      await parking.park(parked('one'));
      await race(20, (n) => parking.park(parked('one', { parkedAt: plusMs(PARKED_AT, n + 1) })));
      await race(20, () => parking.park(parked('two', { queue: 'credits' })));
      const expected = [parked('one'), parked('two', { queue: 'credits' })];
      expect(await collect(parking.list())).toStrictEqual(expected);
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
      await parking.remove('one');
      await parking.remove('one');
      expect(await parking.get('one')).toBeUndefined();
      expect(await collect(parking.list())).toStrictEqual([parked('two')]);
      const again = parked('one', { parkedAt: plusMs(PARKED_AT, 60_000), reason: 'Still not readable.' });
      await parking.park(again);
      expect(await collect(parking.list())).toStrictEqual([parked('two'), again]);
    });
  });
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
