import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { FeatureStore } from '../../src/app/ports/feature-store.ts';
import type { FeatureRecord } from '../../src/core/features/feature-record.ts';
import type { BorrowerId } from '../../src/core/identifiers.ts';
import { edgeDouble, unicode, unicodeId } from '../support/arbitraries/stored-values.ts';
import { at, borrowerId } from '../support/builders/identifiers.ts';
import { race, tally } from '../support/race.ts';
import { tamper } from '../support/tamper.ts';

const OBSERVED = at('2026-11-24T15:04:05.678Z');

function aRecord(changes: Partial<FeatureRecord> = {}): FeatureRecord {
  return {
    borrowerId: borrowerId('b-1029'),
    features: {
      balanceUsd: { value: 0.1 + 0.2, observedAt: OBSERVED },
      lastOpenedChannel: { value: 'sms', observedAt: OBSERVED },
      monthsOnBook: { value: null, observedAt: OBSERVED },
    },
    ...changes,
  };
}

/** What every feature store does; `fresh` gives an empty one. */
export function featureStoreContract(fresh: () => Promise<FeatureStore>): void {
  describe('feature store', () => {
    test('a record is read back as it was stored, at once, with its version', async () => {
      const features = await fresh();
      expect(await features.get(borrowerId('b-1029'))).toBeUndefined();
      expect(await features.put(aRecord(), 0)).toBe('stored');
      expect(await features.get(borrowerId('b-1029'))).toStrictEqual({ record: aRecord(), version: 1 });
      const blank = aRecord({ features: {} });
      expect(await features.put(blank, 1)).toBe('stored');
      expect(await features.get(borrowerId('b-1029'))).toStrictEqual({ record: blank, version: 2 });
    });

    test('a write that expects another version writes nothing', async () => {
      const features = await fresh();
      expect(await features.put(aRecord(), 1)).toBe('moved');
      expect(await features.get(borrowerId('b-1029'))).toBeUndefined();
      await features.put(aRecord(), 0);
      for (const expected of [0, 2]) {
        expect(await features.put(aRecord({ features: {} }), expected)).toBe('moved');
      }
      expect(await features.get(borrowerId('b-1029'))).toStrictEqual({ record: aRecord(), version: 1 });
    });

    test('each version, the first included, is won by exactly one of 20 writers', async () => {
      const features = await fresh();
      for (let expected = 0; expected < 3; expected += 1) {
        const record = (n: number) =>
          aRecord({ features: { balanceUsd: { value: n, observedAt: OBSERVED } } });
        const outcomes = await race(20, (n) => features.put(record(n), expected));
        expect(tally(outcomes, 'stored')).toBe(1);
        expect(tally(outcomes, 'moved')).toBe(19);
        expect(await features.get(borrowerId('b-1029'))).toStrictEqual({
          record: record(outcomes.indexOf('stored')),
          version: expected + 1,
        });
      }
    });

    test('what is removed is gone, as often as it is removed, and begins again with version 1', async () => {
      const features = await fresh();
      await features.put(aRecord({ borrowerId: borrowerId('b-other') }), 0);
      await features.put(aRecord(), 0);
      await features.put(aRecord(), 1);
      for (let time = 0; time < 2; time += 1) {
        await features.remove(borrowerId('b-1029'));
        expect(await features.get(borrowerId('b-1029'))).toBeUndefined();
      }
      expect(await features.put(aRecord(), 2)).toBe('moved');
      expect(await features.put(aRecord(), 0)).toBe('stored');
      expect(await features.get(borrowerId('b-1029'))).toStrictEqual({ record: aRecord(), version: 1 });
      expect(await features.get(borrowerId('b-other'))).toMatchObject({ version: 1 });
    });

    test('any borrower id, any number that float64 has and any text survive', async () => {
      const features = await fresh();
      const value = fc.oneof(edgeDouble, unicode, fc.constant(null));
      await fc.assert(
        fc.asyncProperty(
          unicodeId,
          fc.dictionary(fc.stringMatching(/^[A-Za-z][\w.-]{0,63}$/), value, { noNullPrototype: true }),
          async (id, values) => {
            const record: FeatureRecord = {
              borrowerId: id as BorrowerId,
              features: Object.fromEntries(
                Object.entries(values).map(([name, each]) => [name, { value: each, observedAt: OBSERVED }]),
              ),
            };
            const version = (await features.get(record.borrowerId))?.version ?? 0;
            expect(await features.put(record, version)).toBe('stored');
            expect(await features.get(record.borrowerId)).toStrictEqual({ record, version: version + 1 });
          },
        ),
        { numRuns: 20 },
      );
    });

    test('changing what was given or taken changes nothing that is stored', async () => {
      const features = await fresh();
      const given = aRecord();
      await features.put(given, 0);
      tamper(() => Object.assign(given.features['balanceUsd'] ?? {}, { value: 1 }));
      const taken = await features.get(given.borrowerId);
      tamper(() => Object.assign(taken?.record.features ?? {}, { balanceUsd: undefined }));
      expect(await features.get(given.borrowerId)).toStrictEqual({ record: aRecord(), version: 1 });
    });
  });
}
