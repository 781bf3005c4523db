import { describe, expect, test } from 'vitest';
import type { Erasure, ErasureBook } from '../../src/app/ports/erasure-book.ts';
import { utcDateOf } from '../../src/core/time/utc-date.ts';
import { at, borrowerId, decisionId } from '../support/builders/identifiers.ts';
import { race, tally } from '../support/race.ts';

/** What every erasure book does; `fresh` gives an empty one. */
export function erasureBookContract(fresh: () => Promise<ErasureBook>): void {
  describe('erasure book', () => {
    test('an erasure is read back as it was stored, open and complete', async () => {
      const erasures = await fresh();
      expect(await erasures.get('e_1')).toBeUndefined();
      expect(await erasures.put(anErasure())).toBe('stored');
      expect(await erasures.get('e_1')).toStrictEqual(anErasure());
      expect(await erasures.put(aReceipt())).toBe('stored');
      expect(await erasures.get('e_1')).toStrictEqual(aReceipt());
    });

    test('each version is won by exactly one of 50 writers, and one out of step writes nothing', async () => {
      const erasures = await fresh();
      expect(await erasures.put(anErasure({ version: 2 }))).toBe('moved');
      for (let version = 1; version <= 3; version += 1) {
        const outcomes = await race(50, (n) => erasures.put(anErasure({ version, decisions: n })));
        expect(tally(outcomes, 'stored')).toBe(1);
        expect(await erasures.get('e_1')).toMatchObject({ version, decisions: outcomes.indexOf('stored') });
      }
    });

    test('lists those that are not complete', async () => {
      const erasures = await fresh();
      await erasures.put(anErasure());
      await erasures.put(anErasure({ id: 'e_2' }));
      await erasures.put(aReceipt());
      expect(await erasures.listOpen()).toStrictEqual([anErasure({ id: 'e_2' })]);
    });
  });
}

function anErasure(overrides: Partial<Erasure> = {}): Erasure {
  return {
    id: 'e_1',
    requestedAt: at('2026-11-24T00:00:00Z'),
    decisions: 3,
    open: {
      borrowerId: borrowerId('b-1029'),
      pending: [
        { decisionId: decisionId('a'), day: utcDateOf(at('2026-11-24T00:00:00Z')) },
        { decisionId: decisionId('b'), day: utcDateOf(at('2026-11-23T00:00:00Z')) },
      ],
      quiet: false,
    },
    version: 1,
    ...overrides,
  };
}

function aReceipt(): Erasure {
  const { open: _done, ...rest } = anErasure({ version: 2, decisions: 5 });
  return { ...rest, completedAt: at('2026-11-24T00:05:00Z') };
}
