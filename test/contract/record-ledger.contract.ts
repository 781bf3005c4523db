import { randomBytes } from 'node:crypto';
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { DecisionLedger } from '../../src/app/ports/decision-ledger.ts';
import type { DecisionRecord } from '../../src/core/decision/decision-record.ts';
import type { Context } from '../../src/core/features/feature-schema.ts';
import type { BorrowerId } from '../../src/core/identifiers.ts';
import { type Instant, plusMs } from '../../src/core/time/instant.ts';
import { edgeDouble, plainRecord, unicode, unicodeId } from '../support/arbitraries/stored-values.ts';
import { at, borrowerId, decisionId } from '../support/builders/identifiers.ts';
import { aRecord, aSelectedVerdict, aWithheldRecord } from '../support/builders/record-builder.ts';
import { aState } from '../support/builders/state-builder.ts';
import { collect } from '../support/collect.ts';
import { race, tally } from '../support/race.ts';
import { tamper } from '../support/tamper.ts';

/** Indexes may lag behind writes; a busy machine is slower still. */
const LAG = { timeout: 30_000 };

/** What every decision ledger does with the immutable records; `fresh` gives an empty one. */
export function recordLedgerContract(fresh: () => Promise<DecisionLedger>): void {
  describe('records of the decision ledger', () => {
    test('a record is read back as it was stored, at once', async () => {
      const ledger = await fresh();
      const [selected, withheld] = [aRecord(), aWithheldRecord({ decisionId: decisionId('withheld') })];
      expect(await ledger.createRecord(selected)).toBe('created');
      expect(await ledger.createRecord(withheld)).toBe('created');
      expect(await ledger.getRecord(selected.decisionId)).toStrictEqual(selected);
      expect(await ledger.getRecord(withheld.decisionId)).toStrictEqual(withheld);
    });

    test('an unknown id has no record', async () => {
      const ledger = await fresh();
      expect(await ledger.getRecord(decisionId('nobody'))).toBeUndefined();
      expect(await ledger.getRecords([])).toStrictEqual([]);
      expect(await collect(ledger.allRecords())).toStrictEqual([]);
    });

    test('a record and a state of one decision do not stand in for each other', async () => {
      const ledger = await fresh();
      await ledger.createState(aState({ decisionId: decisionId('state only') }));
      await ledger.createRecord(aRecord({ decisionId: decisionId('record only') }));
      expect(await ledger.getRecord(decisionId('state only'))).toBeUndefined();
      expect(await ledger.getState(decisionId('record only'))).toBeUndefined();
    });

    test('of 50 attempts at one decision exactly one is stored, and it stays', async () => {
      const ledger = await fresh();
      const attempts = Array.from({ length: 50 }, (_, n) =>
        aRecord({ verdict: aSelectedVerdict({ reservationToken: `token-${n}` }) }),
      );
      const outcomes = await race(50, (n) => ledger.createRecord(attempts[n] ?? aRecord()));
      expect(tally(outcomes, 'created')).toBe(1);
      expect(tally(outcomes, 'exists')).toBe(49);
      const winner = attempts[outcomes.indexOf('created')];
      expect(await ledger.getRecord(decisionId('record'))).toStrictEqual(winner);
      expect(await ledger.createRecord(aRecord({ purpose: 'another' }))).toBe('exists');
      expect(await ledger.getRecord(decisionId('record'))).toStrictEqual(winner);
    });

    test('any float64 and any text survive, bit for bit', async () => {
      const ledger = await fresh();
      let stored = 0;
      const featureName = fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/);
      const facts = plainRecord({
        mean: edgeDouble,
        values: fc.array(edgeDouble, { maxLength: 6 }),
        borrower: unicodeId,
        account: unicode,
        context: fc.dictionary(featureName, fc.oneof(edgeDouble, unicode), { noNullPrototype: true }),
      });
      await fc.assert(
        fc.asyncProperty(facts, async ({ mean, values, borrower, account, context }) => {
          const record = edgeRecord(`edge ${stored++}`, mean, values, context, borrower, account);
          expect(await ledger.createRecord(record)).toBe('created');
          expect(await ledger.getRecord(record.decisionId)).toStrictEqual(record);
        }),
        { numRuns: 40 },
      );
    });

    test('hundreds of records are read by id, each once, unknown ids left out', async () => {
      const ledger = await fresh();
      const ids = await storeMany(ledger, 230, 100);
      const wanted = [...ids, ...ids.slice(0, 20), decisionId('unknown')];
      const records = await ledger.getRecords(wanted);
      expect(records.map((record) => record.decisionId).sort()).toStrictEqual([...ids].sort());
    });

    test('more than fits one answer is read whole: by id, and in a scan that passes over the states', async () => {
      const ledger = await fresh();
      const ids = await storeMany(ledger, 60, 40_000);
      await ledger.createState(aState());
      const byId = await ledger.getRecords(ids);
      expect(byId.map((record) => record.decisionId).sort()).toStrictEqual([...ids].sort());
      const all = await collect(ledger.allRecords());
      expect(all.map((record) => record.decisionId).sort()).toStrictEqual([...ids].sort());
      expect(all).toHaveLength(60);
    });

    test("a borrower's decisions come newest first, from `since` on, at most `limit`", async () => {
      const ledger = await fresh();
      const start = at('2026-11-01T00:00:00Z');
      const hour = (n: number): Instant => plusMs(start, n * 3_600_000);
      for (const n of [3, 0, 4, 1, 2]) {
        await ledger.createRecord(aRecord({ decisionId: decisionId(`mine ${n}`), decidedAt: hour(n) }));
      }
      const other = { decisionId: decisionId('other'), borrowerId: borrowerId('b-2'), decidedAt: hour(2) };
      await ledger.createRecord(aRecord(other));
      await ledger.createState(aState({ decisionId: decisionId('mine 4'), decidedAt: hour(4) }));
      const mine = (...numbers: number[]) => numbers.map((n) => decisionId(`mine ${n}`));
      const me = borrowerId('b-1029');
      await expect.poll(() => ledger.decisionsOf(me, start, 10), LAG).toStrictEqual(mine(4, 3, 2, 1, 0));
      expect(await ledger.decisionsOf(me, hour(2), 10)).toStrictEqual(mine(4, 3, 2));
      expect(await ledger.decisionsOf(me, hour(1), 2)).toStrictEqual(mine(4, 3));
      expect(await ledger.decisionsOf(me, hour(5), 10)).toStrictEqual([]);
      expect(await ledger.decisionsOf(borrowerId('b-3'), start, 10)).toStrictEqual([]);
    });

    test('changing what was given or taken changes nothing that is stored', async () => {
      const ledger = await fresh();
      const verdict = aSelectedVerdict();
      const given = aRecord({ verdict });
      await ledger.createRecord(given);
      tamper(() => Object.assign(verdict.explanation, { mean: 99 }));
      tamper(() => Object.assign(given, { purpose: 'changed' }));
      const taken = await ledger.getRecord(given.decisionId);
      tamper(() => Object.assign(taken?.context ?? {}, { daysPastDue: 99 }));
      tamper(() => Object.assign(taken?.blocked ?? [], { length: 0 }));
      expect(await ledger.getRecord(given.decisionId)).toStrictEqual(aRecord());
    });
  });
}

function edgeRecord(
  seed: string,
  mean: number,
  values: number[],
  context: Context,
  borrower: string,
  accountId: string,
): DecisionRecord {
  const plain = aSelectedVerdict();
  return aRecord({
    decisionId: decisionId(seed),
    borrowerId: borrower as BorrowerId,
    accountId,
    context,
    verdict: {
      ...plain,
      explanation: { ...plain.explanation, mean },
      features: { names: values.map((_, i) => `f${i}`), values },
    },
  });
}

/** Records whose context holds that many bytes that no compression makes smaller. */
async function storeMany(ledger: DecisionLedger, count: number, bytes: number) {
  const records = Array.from({ length: count }, (_, n) =>
    aRecord({
      decisionId: decisionId(`many ${n}`),
      context: { noise: randomBytes(bytes).toString('base64') },
    }),
  );
  const outcomes = await race(count, (n) => ledger.createRecord(records[n] ?? aRecord()));
  expect(tally(outcomes, 'created')).toBe(count);
  return records.map((record) => record.decisionId);
}
