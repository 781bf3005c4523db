import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { DecisionLedger } from '../../src/app/ports/decision-ledger.ts';
import type { DecisionState } from '../../src/core/decision/decision-state.ts';
import type { BorrowerId, EventId } from '../../src/core/identifiers.ts';
import { type Instant, plusMs } from '../../src/core/time/instant.ts';
import { plainRecord, rewardOnGrid, unicode, unicodeId } from '../support/arbitraries/stored-values.ts';
import { at, decisionId } from '../support/builders/identifiers.ts';
import { aRecord } from '../support/builders/record-builder.ts';
import { aFullState, anEvent, aSettledState, aState } from '../support/builders/state-builder.ts';
import { race, tally } from '../support/race.ts';
import { tamper } from '../support/tamper.ts';

/** Indexes may lag behind writes; a busy machine is slower still. */
const LAG = { timeout: 30_000 };

/** What every decision ledger does with the mutable states; `fresh` gives an empty one. */
export function stateLedgerContract(fresh: () => Promise<DecisionLedger>): void {
  describe('states of the decision ledger', () => {
    test('a state is read back as it was stored, at once, with and without its optional parts', async () => {
      const ledger = await fresh();
      const states = [
        aState(),
        aSettledState({ decisionId: decisionId('settled'), dispatch: 'not-required' }),
        aFullState({ decisionId: decisionId('full'), version: 1 }),
      ];
      for (const state of states) {
        expect(await ledger.createState(state)).toBe('created');
        expect(await ledger.getState(state.decisionId)).toStrictEqual(state);
      }
      expect(await ledger.getState(decisionId('nobody'))).toBeUndefined();
    });

    test('an erased decision is gone, and nobody can bring it back', async () => {
      const ledger = await fresh();
      const id = aState().decisionId;
      const record = aRecord({ decisionId: id });
      await ledger.createRecord(record);
      await ledger.createState(aState());
      for (let repetition = 0; repetition < 2; repetition += 1) {
        await ledger.erase(id);
        expect(await ledger.getRecord(id)).toBeUndefined();
        expect(await ledger.getState(id)).toBeUndefined();
        expect(await ledger.getStates([id])).toEqual([]);
        expect(await ledger.createState(aState())).toBe('exists');
        expect(await ledger.replaceState(aState({ version: 2 }))).toBe('moved');
        expect(await ledger.erasedAmong([id, decisionId('other'), id])).toEqual([id]);
      }
      await expect.poll(() => ledger.due(at('2099-01-01T00:00:00Z'), 10), LAG).toEqual([]);
      await expect
        .poll(() => ledger.decisionsOf(record.borrowerId, at('1970-01-01T00:00:00Z'), 10), LAG)
        .toEqual([]);
    });

    test('a decision that never was can be erased; one with a state alone too', async () => {
      const ledger = await fresh();
      await ledger.erase(decisionId('nobody'));
      await ledger.createState(aState());
      await ledger.erase(aState().decisionId);
      expect(await ledger.getState(aState().decisionId)).toBeUndefined();
      expect(await ledger.erasedAmong([decisionId('nobody')])).toEqual([decisionId('nobody')]);
    });

    test('of 50 first states exactly one is stored', async () => {
      const ledger = await fresh();
      const outcomes = await race(50, (n) => ledger.createState(aState({ voidReason: `reason ${n}` })));
      expect(tally(outcomes, 'created')).toBe(1);
      expect(tally(outcomes, 'exists')).toBe(49);
      const stored = await ledger.getState(aState().decisionId);
      expect(stored?.voidReason).toBe(`reason ${outcomes.indexOf('created')}`);
    });

    test('each version is won by exactly one of 50 writers', async () => {
      const ledger = await fresh();
      await ledger.createState(aState());
      for (let version = 2; version <= 5; version += 1) {
        const outcomes = await race(50, (n) =>
          ledger.replaceState(aState({ version, voidReason: `${version}: ${n}` })),
        );
        expect(tally(outcomes, 'stored')).toBe(1);
        expect(tally(outcomes, 'moved')).toBe(49);
        const stored = await ledger.getState(aState().decisionId);
        expect(stored).toMatchObject({ version, voidReason: `${version}: ${outcomes.indexOf('stored')}` });
      }
    });

    test('15 writers who read again when they lost all get their event in', async () => {
      const ledger = await fresh();
      await ledger.createState(aState());
      await race(15, async (n) => {
        for (let done = false; !done; ) done = await addEvent(ledger, n);
      });
      const stored = await ledger.getState(aState().decisionId);
      expect(stored?.version).toBe(16);
      expect(new Set(stored?.events.map(({ id }) => id)).size).toBe(15);
    });

    test('a replacement out of step, or of a state that is not there, writes nothing', async () => {
      const ledger = await fresh();
      expect(await ledger.replaceState(aState({ version: 2 }))).toBe('moved');
      expect(await ledger.replaceState(aState({ version: 1 }))).toBe('moved');
      expect(await ledger.getState(aState().decisionId)).toBeUndefined();
      await ledger.createState(aState());
      expect(await ledger.replaceState(aState({ version: 1, seq: 9 }))).toBe('moved');
      expect(await ledger.replaceState(aState({ version: 3, seq: 9 }))).toBe('moved');
      expect(await ledger.getState(aState().decisionId)).toStrictEqual(aState());
    });

    test('any events, rewards and texts survive', async () => {
      const ledger = await fresh();
      let stored = 0;
      const event = plainRecord({
        id: unicodeId.map((id) => id as EventId),
        type: unicodeId,
        occurredAt: fc.integer({ min: -(2 ** 40), max: 2 ** 42 }).map((ms) => ms as Instant),
        digest: fc.stringMatching(/^[0-9a-f]{16}$/),
      });
      const facts = plainRecord({
        events: fc.array(event, { maxLength: 6 }),
        reward: rewardOnGrid,
        credited: plainRecord({ seq: fc.nat(), reward: rewardOnGrid }),
        voidReason: unicode.filter((text) => text !== ''),
        borrowerId: unicodeId.map((id) => id as BorrowerId),
      });
      await fc.assert(
        fc.asyncProperty(facts, async (overrides) => {
          const state = aState({ ...overrides, decisionId: decisionId(`any ${stored++}`) });
          await ledger.createState(state);
          expect(await ledger.getState(state.decisionId)).toStrictEqual(state);
        }),
        { numRuns: 40 },
      );
    });

    test('hundreds of states are read by id, each once, unknown ids left out', async () => {
      const ledger = await fresh();
      const ids = Array.from({ length: 230 }, (_, n) => decisionId(n));
      await race(230, (n) => ledger.createState(aState({ decisionId: decisionId(n) })));
      const states = await ledger.getStates([...ids, ...ids.slice(5, 30), decisionId('unknown')]);
      expect(states.map((state) => state.decisionId).sort()).toStrictEqual(ids.sort());
      expect(await ledger.getStates([])).toStrictEqual([]);
    });

    test('changing what was given or taken changes nothing that is stored', async () => {
      const ledger = await fresh();
      const given = aState({ events: [anEvent('opened')] });
      await ledger.createState(given);
      tamper(() => Object.assign(given.events[0] ?? {}, { type: 'changed' }));
      const taken = await ledger.getState(given.decisionId);
      tamper(() => Object.assign(taken?.events ?? [], { length: 0 }));
      tamper(() => Object.assign(taken ?? {}, { version: 99 }));
      expect(await ledger.getState(given.decisionId)).toStrictEqual(aState({ events: [anEvent('opened')] }));
    });
  });

  describe('what is due in the decision ledger', () => {
    const start = at('2026-11-24T00:00:00Z');
    const minute = (n: number): Instant => plusMs(start, n * 60_000);
    const numbered = (n: number): DecisionState =>
      aState({ decisionId: decisionId(`due ${n}`), dueAt: minute(n) });
    const ids = (...numbers: number[]) => numbers.map((n) => decisionId(`due ${n}`));

    test('comes oldest first, up to and including `until`, at most `limit`', async () => {
      const ledger = await fresh();
      const shuffled = Array.from({ length: 40 }, (_, n) => (n * 17) % 40);
      for (const n of shuffled) await ledger.createState(numbered(n));
      const inOrder = ids(...Array.from({ length: 40 }, (_, n) => n));
      await expect.poll(() => ledger.due(minute(39), 100), LAG).toStrictEqual(inOrder);
      expect(await ledger.due(minute(19), 100)).toStrictEqual(inOrder.slice(0, 20));
      expect(await ledger.due(minute(39), 7)).toStrictEqual(inOrder.slice(0, 7));
      expect(await ledger.due(plusMs(start, -1), 100)).toStrictEqual([]);
      expect(await ledger.due(minute(39), 0)).toStrictEqual([]);
    });

    test('leaves out what owes nothing, follows `dueAt` and forgets it when it is dropped', async () => {
      const ledger = await fresh();
      await ledger.createState(aSettledState({ decisionId: decisionId('settled') }));
      for (const n of [1, 2, 3]) await ledger.createState(numbered(n));
      await expect.poll(() => ledger.due(minute(60), 10), LAG).toStrictEqual(ids(1, 2, 3));
      await ledger.replaceState({ ...numbered(1), version: 2, dueAt: minute(30) });
      await ledger.replaceState(aSettledState({ decisionId: decisionId('due 2'), version: 2 }));
      await expect.poll(() => ledger.due(minute(60), 10), LAG).toStrictEqual(ids(3, 1));
      await ledger.replaceState({ ...numbered(2), version: 3, dueAt: minute(0) });
      await expect.poll(() => ledger.due(minute(60), 10), LAG).toStrictEqual(ids(2, 3, 1));
      expect(await ledger.due(minute(3), 10)).toStrictEqual(ids(2, 3));
    });

    test('comes whole when hundreds fall on one instant', async () => {
      const ledger = await fresh();
      await race(300, (n) => ledger.createState({ ...numbered(n), dueAt: minute(5) }));
      await expect.poll(async () => new Set(await ledger.due(minute(5), 1_000)).size, LAG).toBe(300);
      expect(await ledger.due(minute(5), 50)).toHaveLength(50);
    });
  });
}

/** One read-modify-write attempt; false when another writer was first. */
async function addEvent(ledger: DecisionLedger, n: number): Promise<boolean> {
  const state = (await ledger.getState(aState().decisionId)) ?? aState();
  const event = anEvent(`event-${n}`);
  const next = { ...state, version: state.version + 1, events: [...state.events, event] };
  return (await ledger.replaceState(next)) === 'stored';
}
