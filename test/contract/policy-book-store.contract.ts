import { describe, expect, test } from 'vitest';
import type { PolicyBookStore } from '../../src/app/ports/policy-book-store.ts';
import type { SnapshotId, VariantId } from '../../src/core/identifiers.ts';
import { at, model } from '../support/builders/identifiers.ts';
import { aBookedExperiment, aChange, anExperiment, aPolicyBook } from '../support/builders/policy-books.ts';
import { race, tally } from '../support/race.ts';

const CONTACT = model('contact');

/** What every policy book store does; `fresh` gives an empty one. */
export function policyBookStoreContract(fresh: () => Promise<PolicyBookStore>): void {
  describe('policy book store', () => {
    test('a book with everything in it is read back as it was stored, each model its own', async () => {
      const books = await fresh();
      expect(await books.get(CONTACT)).toBeUndefined();
      expect(await books.history(CONTACT)).toEqual([]);
      expect(await books.put(fullBook())).toBe('stored');
      expect(await books.get(CONTACT)).toStrictEqual(fullBook());
      expect(await books.get(model('other'))).toBeUndefined();
      expect(await books.history(model('other'))).toEqual([]);
    });

    test('a book out of step is not stored, and leaves no trace in the history', async () => {
      const books = await fresh();
      expect(await books.put(aPolicyBook(2))).toBe('moved');
      expect(await books.get(CONTACT)).toBeUndefined();
      await books.put(aPolicyBook(1));
      for (const version of [1, 3]) {
        const stale = aPolicyBook(version, { experiments: [], change: aChange({ version, what: 'stale' }) });
        expect(await books.put(stale)).toBe('moved');
      }
      expect(await books.get(CONTACT)).toStrictEqual(aPolicyBook(1));
      expect(await books.history(CONTACT)).toStrictEqual([aPolicyBook(1).change]);
    });

    test('every change is kept, oldest first, and a name that begins alike has its own', async () => {
      const books = await fresh();
      for (let version = 1; version <= 11; version += 1) {
        const book = aPolicyBook(version, { change: aChange({ version, what: `change ${version}` }) });
        expect(await books.put(book)).toBe('stored');
        expect(await books.put({ ...book, model: model('contact-2') })).toBe('stored');
        const history = await books.history(CONTACT);
        expect(history.map(({ what }) => what)).toEqual(
          Array.from({ length: version }, (_, each) => `change ${each + 1}`),
        );
        expect(history.at(-1)).toStrictEqual(book.change);
      }
    });

    test('each version is won by exactly one of 50 writers, whose change is the one kept', async () => {
      const books = await fresh();
      const winners: string[] = [];
      for (let version = 1; version <= 3; version += 1) {
        const whatOf = (writer: number) => `writer ${writer} of version ${version}`;
        const outcomes = await race(50, (writer) =>
          books.put(aPolicyBook(version, { change: aChange({ version, what: whatOf(writer) }) })),
        );
        expect(tally(outcomes, 'stored')).toBe(1);
        winners.push(whatOf(outcomes.indexOf('stored')));
        expect((await books.get(CONTACT))?.change.what).toBe(winners.at(-1));
      }
      expect((await books.history(CONTACT)).map(({ what }) => what)).toEqual(winners);
    });
  });
}

function fullBook() {
  const by = { author: 'Ann', reason: 'tried — “it” pays, 5 % more' };
  const approvedBy = { author: 'Bob', reason: 'seen' };
  return aPolicyBook(1, {
    serving: [
      {
        policy: { kind: 'snapshot', snapshot: `sha256:${'0'.repeat(64)}` as SnapshotId },
        since: at('2026-11-24T00:00:00Z'),
        by,
        approvedBy,
      },
    ],
    shadow: { kind: 'learned', strategy: 'linucb', ridge: 1 / 3 },
    experiments: [
      aBookedExperiment(),
      aBookedExperiment({
        experiment: anExperiment({ design: { kind: 'switchback', periodHours: 6, washoutHours: 1 } }),
        status: 'stopped',
        approvedBy,
        stoppedAt: at('2026-11-25T00:00:00Z'),
        stopped: [{ variant: 'rules' as VariantId, at: at('2026-11-24T12:00:00Z'), why: 'complaints' }],
        proposedRamp: { ramp: [{ from: at('2026-11-26T00:00:00Z'), share: 1 }], by },
      }),
    ],
    paused: { at: at('2026-11-25T00:00:00Z'), why: 'harm budget' },
    change: aChange({ evidence: { rates: [0.011, 0.034], note: null }, approvedBy }),
  });
}
