import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AwsClientOptions, AwsClients } from '../../../src/adapters/aws-clients.ts';
import { createAwsPorts } from '../../../src/adapters/aws-ports.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import { silentTelemetry } from '../../../src/adapters/silent-telemetry.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import {
  at,
  borrowerId,
  decisionId,
  eventId,
  model,
  snapshotIdOf,
} from '../../support/builders/identifiers.ts';
import { aProfile } from '../../support/builders/profile-builder.ts';
import { aRecord } from '../../support/builders/record-builder.ts';
import { aState } from '../../support/builders/state-builder.ts';
import { aStatisticsItem, statisticsKey } from '../../support/builders/statistics-builder.ts';
import { collect } from '../../support/collect.ts';
import { startDynalite } from '../../support/engines/dynalite-engine.ts';
import { freshTableNames } from '../../support/engines/dynamo-ports.ts';
import type { Engine } from '../../support/engines/engine.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import {
  type Fault,
  type FaultyProxy,
  json,
  neverAnswer,
  refuse,
  startFaultyProxy,
} from '../../support/engines/faulty-proxy.ts';

const NOW = at('2026-11-24T00:00:00Z');
const ID = decisionId('x');
const SNAPSHOT = snapshotIdOf(Uint8Array.of(1));

const EVENT = { eventId: eventId('e-1'), decisionId: ID, type: 'opened', occurredAt: NOW };

const PARKED = {
  id: 'one',
  queue: 'outcomes' as const,
  body: '{}',
  code: 'message-unreadable',
  reason: 'The message lacks "decisionId".',
  parkedAt: NOW,
};

const DISCARDED = {
  id: 'one',
  queue: 'outcomes' as const,
  code: 'message-unreadable',
  digest: 'ab12',
  reason: 'a test of the feed',
  by: 'Ada',
  at: NOW,
  parkedAt: NOW,
};

const CALLS: Readonly<Record<string, (ports: Ports) => Promise<unknown>>> = {
  'ledger.createRecord': ({ ledger }) => ledger.createRecord(aRecord()),
  'ledger.getRecord': ({ ledger }) => ledger.getRecord(ID),
  'ledger.getRecords': ({ ledger }) => ledger.getRecords([ID]),
  'ledger.allRecords': ({ ledger }) => collect(ledger.allRecords()),
  'ledger.decisionsOf': ({ ledger }) => ledger.decisionsOf(borrowerId('b-1'), NOW, 5),
  'ledger.createState': ({ ledger }) => ledger.createState(aState()),
  'ledger.getState': ({ ledger }) => ledger.getState(ID),
  'ledger.getStates': ({ ledger }) => ledger.getStates([ID]),
  'ledger.replaceState': ({ ledger }) => ledger.replaceState(aState({ version: 2 })),
  'ledger.due': ({ ledger }) => ledger.due(NOW, 5),
  'profiles.get': ({ profiles }) => profiles.get(borrowerId('b-1')),
  'profiles.put': ({ profiles }) => profiles.put(aProfile(), 0),
  'featureRecords.get': ({ featureRecords }) => featureRecords.get(borrowerId('b-1')),
  'featureRecords.put': ({ featureRecords }) =>
    featureRecords.put({ borrowerId: borrowerId('b-1'), features: {} }, 0),
  'featureRecords.remove': ({ featureRecords }) => featureRecords.remove(borrowerId('b-1')),
  'statistics.get': ({ statistics }) => statistics.get(statisticsKey()),
  'statistics.put': ({ statistics }) => statistics.put(aStatisticsItem()),
  'statistics.list': ({ statistics }) => collect(statistics.list(model('contact'))),
  'champions.get': ({ champions }) => champions.get(model('contact')),
  'champions.put': ({ champions }) =>
    champions.put({
      model: model('contact'),
      snapshot: SNAPSHOT,
      publishedAt: NOW,
      credits: 1,
      version: 1,
    }),
  'parking.park': ({ parking }) => parking.park(PARKED),
  'parking.get': ({ parking }) => parking.get('one'),
  'parking.list': ({ parking }) => collect(parking.list()),
  'parking.remove': ({ parking }) => parking.remove({ id: 'one', times: 1 }),
  'parking.noteDiscard': ({ parking }) => parking.noteDiscard(DISCARDED),
  'parking.discarded': ({ parking }) => collect(parking.discarded()),
  'snapshots.put': ({ snapshots }) => snapshots.put(SNAPSHOT, Uint8Array.of(1)),
  'snapshots.get': ({ snapshots }) => snapshots.get(SNAPSHOT),
  'outcomes.send': ({ outcomes }) => outcomes.send([EVENT]),
  'outcomes.redeliver': ({ outcomes }) => outcomes.redeliver('{}'),
  'features.redeliver': ({ features }) => features.redeliver('{}'),
  'credits.send': ({ credits }) => credits.send([{ decisionId: ID }]),
};

describe('an engine that fails', () => {
  let engine: Engine;
  let proxy: FaultyProxy;
  const opened: AwsClients[] = [];

  beforeAll(async () => {
    engine = await startDynalite();
    proxy = await startFaultyProxy(engine);
  });

  afterEach(() => proxy.always((body, forward) => forward(body)));

  afterAll(async () => {
    for (const { dynamodb, sqs, s3 } of opened) {
      dynamodb.destroy();
      sqs.destroy();
      s3.destroy();
    }
    await proxy.stop();
    await engine.stop();
  });

  function clients(endpoint: string, options: AwsClientOptions = {}): AwsClients {
    const made = clientsFor(endpoint, { maxAttempts: 1, ...options });
    opened.push(made);
    return made;
  }

  test.each(Object.entries(CALLS))('%s says unavailable when nothing listens', async (name, call) => {
    const deaf = await startDynalite();
    const ports = portsOn(clients(deaf.endpoint), freshTableNames());
    await deaf.stop();
    await expect(call(ports)).rejects.toThrow(UnavailableError);
    const code = /^(outcomes|credits|features)\./.test(name) ? 'queue-unavailable' : 'storage-unavailable';
    await expect(call(ports)).rejects.toMatchObject({ code, retryable: true, cause: expect.any(Error) });
  });

  test('that throttles is unavailable, and the fault is named', async () => {
    const ports = portsOn(clients(proxy.endpoint), freshTableNames());
    proxy.always(refuse(400, 'ProvisionedThroughputExceededException'));
    await expect(ports.ledger.getState(ID)).rejects.toMatchObject({
      code: 'storage-unavailable',
      details: { fault: 'ProvisionedThroughputExceededException' },
    });
    proxy.always(refuse(500, 'InternalServerError'));
    await expect(ports.ledger.createState(aState())).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  test('that answers too late is unavailable within the time-out', async () => {
    const ports = portsOn(clients(proxy.endpoint, { requestTimeoutMs: 300 }), freshTableNames());
    proxy.always(neverAnswer);
    const started = performance.now();
    await expect(ports.profiles.get(borrowerId('b-1'))).rejects.toMatchObject({
      code: 'storage-unavailable',
      details: { fault: 'TimeoutError' },
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('that fails once is asked again', async () => {
    const tables = freshTableNames();
    const made = clients(proxy.endpoint, { maxAttempts: 3 });
    await createTables(made.dynamodb, tables);
    const ports = portsOn(made, tables);
    proxy.next(refuse(500, 'InternalServerError'));
    expect(await ports.ledger.createState(aState())).toBe('created');
    proxy.next(async () => 'hang up');
    expect(await ports.ledger.getState(aState().decisionId)).toStrictEqual(aState());
  });

  test('that lacks the table is a fault of the deployment, not of the moment', async () => {
    const ports = portsOn(clients(engine.endpoint), freshTableNames());
    const failure = await ports.ledger.getState(ID).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'ResourceNotFoundException' });
    expect(failure).not.toBeInstanceOf(UnavailableError);
  });

  test('that gives keys back is asked for the rest, but not for ever', async () => {
    const tables = freshTableNames();
    const made = clients(proxy.endpoint);
    await createTables(made.dynamodb, tables);
    const ports = portsOn(made, tables);
    const ids = Array.from({ length: 7 }, (_, n) => decisionId(n));
    for (const id of ids) await ports.ledger.createState(aState({ decisionId: id }));
    proxy.always(keepingBack(tables.decisions, 2));
    expect(await ports.ledger.getStates(ids)).toHaveLength(7);
    proxy.always(keepingBack(tables.decisions, 0));
    await expect(ports.ledger.getStates(ids)).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});

function portsOn(clients: AwsClients, tables: ReturnType<typeof freshTableNames>): Ports {
  return createAwsPorts({
    clients,
    tables,
    queues: {
      outcomes: 'http://sqs.invalid/1/outcomes',
      credits: 'http://sqs.invalid/1/credits',
      features: 'http://sqs.invalid/1/features',
      log: 'http://sqs.invalid/1/log',
    },
    snapshotBucket: 'snapshots',
    logBucket: 'log',
    telemetry: silentTelemetry,
  });
}

/** Reads only the first keys of each batch, as DynamoDB does when it is short of capacity. */
function keepingBack(table: string, served: number): Fault {
  return async (body, forward) => {
    const request = JSON.parse(body.toString('utf8'));
    const { Keys, ...options } = request.RequestItems[table];
    const left = { [table]: { ...options, Keys: Keys.slice(served) } };
    if (served === 0) return json(200, { Responses: { [table]: [] }, UnprocessedKeys: left });
    const part = { RequestItems: { [table]: { ...options, Keys: Keys.slice(0, served) } } };
    const answer = await forward(Buffer.from(JSON.stringify(part)));
    const { Responses } = JSON.parse(answer.body.toString('utf8'));
    return json(200, { Responses, UnprocessedKeys: Keys.length > served ? left : {} });
  };
}
