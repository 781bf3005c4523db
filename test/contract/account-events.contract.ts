import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type {
  AccountEvents,
  BorrowerEvents,
  RecordedAccountEvent,
} from '../../src/app/ports/account-events.ts';
import type { BorrowerId, EventId } from '../../src/core/identifiers.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import { plainRecord, unicodeId } from '../support/arbitraries/stored-values.ts';
import { at, borrowerId, eventId } from '../support/builders/identifiers.ts';
import { collect } from '../support/collect.ts';
import { race, tally } from '../support/race.ts';
import { tamper } from '../support/tamper.ts';

/** What every store of borrowers' events does; `fresh` gives an empty one. */
export function accountEventsContract(fresh: () => Promise<AccountEvents>): void {
  describe('account events', () => {
    test('a set is read back as it was stored, at once, with and without accounts', async () => {
      const store = await fresh();
      expect(await store.get(borrowerId('b-1029'))).toBeUndefined();
      expect(await store.put(aSet())).toBe('stored');
      expect(await store.get(borrowerId('b-1029'))).toStrictEqual(aSet());
      expect(await store.get(borrowerId('b-102'))).toBeUndefined();
    });

    test('each version is won by exactly one of 50 writers, and one out of step writes nothing', async () => {
      const store = await fresh();
      expect(await store.put(aSet({ version: 2 }))).toBe('moved');
      for (let version = 1; version <= 3; version += 1) {
        const outcomes = await race(50, (n) =>
          store.put(aSet({ version, events: [anAccountEvent({ id: eventId(`e-${n}`) })] })),
        );
        expect(tally(outcomes, 'stored')).toBe(1);
        const winner = outcomes.indexOf('stored');
        expect(await store.get(borrowerId('b-1029'))).toMatchObject({
          version,
          events: [{ id: `e-${winner}` }],
        });
      }
      expect(await store.put(aSet({ version: 3 }))).toBe('moved');
    });

    test('any ids, types and accounts survive', async () => {
      const store = await fresh();
      const event = plainRecord({
        id: unicodeId.map((id) => id as EventId),
        type: unicodeId,
        occurredAt: fc.integer({ min: -(2 ** 40), max: 2 ** 42 }).map((ms) => ms as Instant),
        digest: fc.stringMatching(/^[0-9a-f]{16}$/),
        accountId: unicodeId,
      });
      let stored = 0;
      await fc.assert(
        fc.asyncProperty(unicodeId, fc.array(event, { maxLength: 6 }), async (name, events) => {
          const set = aSet({ borrowerId: `${stored++} ${name}` as BorrowerId, events });
          await store.put(set);
          expect(await store.get(set.borrowerId)).toStrictEqual(set);
        }),
        { numRuns: 40 },
      );
    });

    test('hundreds of borrowers are listed, each once', async () => {
      const store = await fresh();
      await race(120, (n) => store.put(aSet({ borrowerId: borrowerId(`b-${n}`) })));
      const listed = await collect(store.all());
      expect(listed).toHaveLength(120);
      expect(new Set(listed.map((each) => each.borrowerId)).size).toBe(120);
      expect(listed[0]?.events).toStrictEqual(aSet().events);
    });

    test('what is removed is gone, however often; it may come again', async () => {
      const store = await fresh();
      await store.put(aSet());
      await store.remove(borrowerId('b-1029'));
      await store.remove(borrowerId('b-1029'));
      expect(await store.get(borrowerId('b-1029'))).toBeUndefined();
      expect(await collect(store.all())).toEqual([]);
      expect(await store.put(aSet())).toBe('stored');
    });

    test('changing what was given or taken changes nothing that is stored', async () => {
      const store = await fresh();
      const given = aSet();
      await store.put(given);
      tamper(() => Object.assign(given.events[0] ?? {}, { type: 'changed' }));
      const taken = await store.get(given.borrowerId);
      tamper(() => Object.assign(taken?.events ?? [], { length: 0 }));
      expect(await store.get(given.borrowerId)).toStrictEqual(aSet());
    });
  });
}

function aSet(overrides: Partial<BorrowerEvents> = {}): BorrowerEvents {
  return {
    borrowerId: borrowerId('b-1029'),
    events: [
      anAccountEvent(),
      { ...anAccountEvent({ id: eventId('e-2'), type: 'payment-returned' }), accountId: 'a-77' },
    ],
    version: 1,
    ...overrides,
  };
}

function anAccountEvent(overrides: Partial<RecordedAccountEvent> = {}): RecordedAccountEvent {
  return {
    id: eventId('e-1'),
    type: 'payment',
    occurredAt: at('2026-11-24T15:04:05.678Z'),
    digest: '0123456789abcdef',
    ...overrides,
  };
}
