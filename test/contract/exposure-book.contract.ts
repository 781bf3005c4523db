import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { ExposedDecision, ExposureBook } from '../../src/app/ports/exposure-book.ts';
import type { NotedHarm } from '../../src/core/experiment/exposure.ts';
import type { BorrowerId, ExperimentId, VariantId } from '../../src/core/identifiers.ts';
import { unicodeId } from '../support/arbitraries/stored-values.ts';
import { borrowerId, decisionId, eventId } from '../support/builders/identifiers.ts';
import { collect } from '../support/collect.ts';
import { race } from '../support/race.ts';
import { tamper } from '../support/tamper.ts';

const EVENING = 'evening-calls' as ExperimentId;
const OTHER = 'evening' as ExperimentId;

/** What every exposure book does; `fresh` gives an empty one. */
export function exposureBookContract(fresh: () => Promise<ExposureBook>): void {
  describe('exposure book', () => {
    test('a decision and the harms of its borrower are read back at once, in their experiment alone', async () => {
      const book = await fresh();
      expect(await collect(book.list(EVENING))).toEqual([]);
      await book.expose(aDecision());
      await book.expose(
        aDecision({ decisionId: decisionId(2), unit: 'branch:12', contact: false, slow: true }),
      );
      await book.note(EVENING, borrowerId('b-1'), aHarm());
      await book.note(EVENING, borrowerId('b-1'), { id: eventId('e-2'), type: 'wrong-party' });
      const [exposure, ...others] = await collect(book.list(EVENING));
      expect(others).toEqual([]);
      expect(exposure?.borrowerId).toBe('b-1');
      expect(exposure?.decisions).toHaveLength(2);
      expect(exposure?.decisions).toEqual(
        expect.arrayContaining([
          { decisionId: decisionId(1), variant: 'rules', contact: true, slow: false },
          { decisionId: decisionId(2), variant: 'rules', unit: 'branch:12', contact: false, slow: true },
        ]),
      );
      expect(exposure?.harms).toEqual([aHarm(), { id: 'e-2', type: 'wrong-party' }]);
      expect(await collect(book.list(OTHER))).toEqual([]);
    });

    test('the same writes in any order, each any number of times, come to the same', async () => {
      const writes: readonly ((book: ExposureBook) => Promise<void>)[] = [
        (book) => book.expose(aDecision({ slow: true })),
        (book) => book.expose(aDecision()),
        (book) => book.expose(aDecision({ decisionId: decisionId(2) })),
        (book) => book.note(EVENING, borrowerId('b-1'), aHarm()),
        (book) => book.note(EVENING, borrowerId('b-1'), aHarm({ id: eventId('e-2') })),
      ];
      const once = await fresh();
      for (const write of writes) await write(once);
      const expected = await collect(once.list(EVENING));
      expect(expected[0]?.decisions.map(({ slow }) => slow).sort()).toEqual([false, true]);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...writes), { maxLength: 8 }), async (more) => {
          const book = await fresh();
          // A harm is noted of whom is in the experiment only.
          await book.expose(aDecision());
          for (const write of [...more, ...writes.toReversed()]) await write(book);
          expect(await collect(book.list(EVENING))).toEqual(expected);
        }),
        { numRuns: 8 },
      );
    });

    test('nothing is noted of a borrower who is not in the experiment', async () => {
      const book = await fresh();
      await book.note(EVENING, borrowerId('b-1'), aHarm());
      await book.expose(aDecision({ experiment: OTHER }));
      await book.note(EVENING, borrowerId('b-1'), aHarm());
      expect(await collect(book.list(EVENING))).toEqual([]);
      expect((await collect(book.list(OTHER)))[0]?.harms).toEqual([]);
    });

    test('hundreds of borrowers are listed, each once, and racing writes of one are all kept', async () => {
      const book = await fresh();
      await race(120, (n) => book.expose(aDecision({ borrowerId: borrowerId(`b-${n}`) })));
      await race(50, (n) => book.expose(aDecision({ decisionId: decisionId(n + 100) })));
      await race(50, (n) => book.note(EVENING, borrowerId('b-1'), aHarm({ id: eventId(`e-${n}`) })));
      const listed = await collect(book.list(EVENING));
      expect(new Set(listed.map((each) => each.borrowerId)).size).toBe(120);
      expect(listed).toHaveLength(120);
      const raced = listed.find((each) => each.borrowerId === 'b-1');
      expect(raced?.decisions).toHaveLength(51);
      expect(raced?.harms).toHaveLength(50);
    });

    test('any ids, types and units survive', async () => {
      const book = await fresh();
      let stored = 0;
      await fc.assert(
        fc.asyncProperty(unicodeId, unicodeId, unicodeId, async (name, unit, type) => {
          const borrower = `${stored++} ${name}` as BorrowerId;
          await book.expose(aDecision({ borrowerId: borrower, unit }));
          await book.note(EVENING, borrower, aHarm({ type }));
          const all = await collect(book.list(EVENING));
          const found = all.find((each) => each.borrowerId === borrower);
          expect(found?.decisions[0]?.unit).toBe(unit);
          expect(found?.harms).toEqual([aHarm({ type })]);
        }),
        { numRuns: 20 },
      );
    });

    test('whoever is forgotten is gone from that experiment, however often; he may come again', async () => {
      const book = await fresh();
      await book.expose(aDecision());
      await book.expose(aDecision({ experiment: OTHER }));
      await book.expose(aDecision({ borrowerId: borrowerId('b-2') }));
      await book.forget(EVENING, borrowerId('b-1'));
      await book.forget(EVENING, borrowerId('b-1'));
      expect((await collect(book.list(EVENING))).map((each) => each.borrowerId)).toEqual(['b-2']);
      expect(await collect(book.list(OTHER))).toHaveLength(1);
      await book.note(EVENING, borrowerId('b-1'), aHarm());
      expect(await collect(book.list(EVENING))).toHaveLength(1);
      await book.expose(aDecision());
      expect(await collect(book.list(EVENING))).toHaveLength(2);
    });

    test('changing what was given or taken changes nothing that is stored', async () => {
      const book = await fresh();
      const [decision, harm] = [aDecision(), aHarm()];
      await book.expose(decision);
      await book.note(EVENING, decision.borrowerId, harm);
      const before = await collect(book.list(EVENING));
      tamper(() => Object.assign(decision, { variant: 'changed' }));
      tamper(() => Object.assign(harm, { type: 'changed' }));
      const taken = await collect(book.list(EVENING));
      tamper(() => Object.assign(taken[0]?.decisions ?? [], { length: 0 }));
      tamper(() => Object.assign(taken[0]?.harms ?? [], { length: 0 }));
      expect(await collect(book.list(EVENING))).toEqual(before);
      expect(before[0]?.decisions).toHaveLength(1);
      expect(before[0]?.harms).toHaveLength(1);
    });
  });
}

function aDecision(overrides: Partial<ExposedDecision> = {}): ExposedDecision {
  return {
    experiment: EVENING,
    borrowerId: borrowerId('b-1'),
    decisionId: decisionId(1),
    variant: 'rules' as VariantId,
    contact: true,
    slow: false,
    ...overrides,
  };
}

function aHarm(overrides: Partial<NotedHarm> = {}): NotedHarm {
  return { id: eventId('e-1'), type: 'complaint', decisionId: decisionId(1), ...overrides };
}
