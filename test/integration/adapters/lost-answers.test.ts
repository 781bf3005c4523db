import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import { at, borrowerId, decisionId, model, snapshotIdOf } from '../../support/builders/identifiers.ts';
import { aPolicyBook } from '../../support/builders/policy-books.ts';
import { aProfile } from '../../support/builders/profile-builder.ts';
import { aRecord, aSelectedVerdict } from '../../support/builders/record-builder.ts';
import { aState } from '../../support/builders/state-builder.ts';
import { aStatisticsItem, statisticsKey } from '../../support/builders/statistics-builder.ts';
import { startDynalite } from '../../support/engines/dynalite-engine.ts';
import { freshTableNames, tablePorts } from '../../support/engines/dynamo-ports.ts';
import type { Engine } from '../../support/engines/engine.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import {
  type Fault,
  type FaultyProxy,
  loseAnswer,
  loseRequest,
  startFaultyProxy,
} from '../../support/engines/faulty-proxy.ts';

/**
 * The SDK repeats a put whose answer was lost. What the adapters then say must be the truth about our write, not about
 * the repetition.
 */
describe('a conditional write whose answer is lost', () => {
  let engine: Engine;
  let proxy: FaultyProxy;
  let near: AwsClients;
  let far: AwsClients;

  beforeAll(async () => {
    engine = await startDynalite();
    proxy = await startFaultyProxy(engine);
    near = clientsFor(engine.endpoint);
    far = clientsFor(proxy.endpoint);
  });

  afterAll(async () => {
    near.dynamodb.destroy();
    far.dynamodb.destroy();
    await proxy.stop();
    await engine.stop();
  });

  /** The same new tables, reached directly and through the proxy. */
  async function bothWays() {
    const tables = freshTableNames();
    await createTables(near.dynamodb, tables);
    return { direct: tablePorts(near, tables), proxied: tablePorts(far, tables) };
  }

  test('is still ours: every store says so', async () => {
    const { direct, proxied } = await bothWays();
    const writes: [() => Promise<string>, string][] = [
      [() => proxied.ledger.createRecord(aRecord()), 'created'],
      [() => proxied.ledger.createState(aState()), 'created'],
      [() => proxied.ledger.replaceState(aState({ version: 2 })), 'stored'],
      [() => proxied.profiles.put(aProfile(), 0), 'stored'],
      [() => proxied.profiles.put(aProfile(), 1), 'stored'],
      [() => proxied.featureRecords.put(features(1), 0), 'stored'],
      [() => proxied.featureRecords.put(features(2), 1), 'stored'],
      [() => proxied.statistics.put(aStatisticsItem()), 'stored'],
      [() => proxied.statistics.put(aStatisticsItem({ version: 2 })), 'stored'],
      [() => proxied.champions.put(champion(1)), 'stored'],
      [() => proxied.policyBooks.put(aPolicyBook(1)), 'stored'],
      [() => proxied.policyBooks.put(aPolicyBook(2)), 'stored'],
    ];
    for (const [write, ours] of writes) {
      proxy.next(loseAnswer, loseAnswer);
      expect(await write()).toBe(ours);
    }
    expect(await direct.ledger.getRecord(decisionId('record'))).toStrictEqual(aRecord());
    expect((await direct.ledger.getState(decisionId('state')))?.version).toBe(2);
    expect((await direct.profiles.get(borrowerId('b-1029')))?.version).toBe(2);
    expect(await direct.featureRecords.get(borrowerId('b-1029'))).toStrictEqual({
      record: features(2),
      version: 2,
    });
    expect((await direct.statistics.get(statisticsKey()))?.version).toBe(2);
    expect(await direct.champions.get(model('contact'))).toStrictEqual(champion(1));
    expect((await direct.policyBooks.history(model('contact'))).map(({ version }) => version)).toEqual([
      1, 2,
    ]);
  });

  test("is not ours when the first attempt never arrived and another writer's did", async () => {
    const { direct, proxied } = await bothWays();
    const winner = aRecord({ verdict: aSelectedVerdict({ reservationToken: 'winner' }) });
    proxy.next(overtakenBy(() => direct.ledger.createRecord(winner)));
    expect(await proxied.ledger.createRecord(aRecord())).toBe('exists');
    expect(await direct.ledger.getRecord(decisionId('record'))).toStrictEqual(winner);

    await direct.ledger.createState(aState());
    const theirs = aState({ version: 2, voidReason: 'theirs' });
    proxy.next(overtakenBy(() => direct.ledger.replaceState(theirs)));
    expect(await proxied.ledger.replaceState(aState({ version: 2 }))).toBe('moved');
    expect(await direct.ledger.getState(decisionId('state'))).toStrictEqual(theirs);
  });

  test('is reported moved when another writer built on it before the repetition; what both wrote is there', async () => {
    const { direct, proxied } = await bothWays();
    proxy.next(async (body, forward) => {
      await forward(body);
      const ours = await direct.statistics.get(statisticsKey());
      expect(ours?.version).toBe(1);
      await direct.statistics.put(aStatisticsItem({ version: 2, receipts: [] }));
      return 'hang up';
    });
    expect(await proxied.statistics.put(aStatisticsItem())).toBe('moved');
    const stored = await direct.statistics.get(statisticsKey());
    expect(stored).toStrictEqual(aStatisticsItem({ version: 2, receipts: [] }));
  });

  test('parks a message once', async () => {
    const { direct, proxied } = await bothWays();
    const message = {
      id: 'one',
      queue: 'credits' as const,
      body: '{}',
      code: 'message-unreadable',
      reason: 'The message lacks "decisionId".',
      parkedAt: at('2026-11-24T00:00:00Z'),
    };
    proxy.next(loseAnswer, loseRequest);
    await proxied.parking.park(message);
    const stored = await direct.parking.get('one');
    // Parked twice, for all that the table knows: only whoever removes it has to look again.
    expect(stored).toStrictEqual({ ...message, times: 2 });
    proxy.next(loseAnswer, loseRequest);
    expect(await proxied.parking.remove({ id: 'one', times: 2 })).toBe('removed');
    expect(await direct.parking.get('one')).toBeUndefined();
  });
});

/** Another writer acts, and our request is lost. */
function overtakenBy(act: () => Promise<unknown>): Fault {
  return async () => {
    await act();
    return 'hang up';
  };
}

function features(value: number) {
  const observedAt = at('2026-11-24T00:00:00Z');
  return { borrowerId: borrowerId('b-1029'), features: { balanceUsd: { value, observedAt } } };
}

function champion(version: number) {
  return {
    model: model('contact'),
    snapshot: snapshotIdOf(Uint8Array.of(1)),
    publishedAt: at('2026-11-24T00:00:00Z'),
    credits: 12,
    version,
  };
}
