import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AwsClients, createAwsClients } from '../../../src/adapters/aws-clients.ts';
import { createAwsPorts } from '../../../src/adapters/aws-ports.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import { silentTelemetry } from '../../../src/adapters/silent-telemetry.ts';
import { observedFeatures } from '../../../src/core/features/feature-record.ts';
import { utcDateOf } from '../../../src/core/time/utc-date.ts';
import { TABLES, type TableName, type TableShape } from '../../../src/shared-names.ts';
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
import { type FauxqsEngine, startQueuesAndBuckets } from '../../support/engines/fauxqs-engine.ts';
import { receivedBodies } from '../../support/engines/received-bodies.ts';

describe('the AWS ports', () => {
  let tablesEngine: Engine;
  let otherEngine: FauxqsEngine;
  let clients: AwsClients;

  beforeEach(async () => {
    tablesEngine = await startDynalite();
    otherEngine = await startQueuesAndBuckets();
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', tablesEngine.endpoint);
    vi.stubEnv('AWS_ENDPOINT_URL_SQS', otherEngine.endpoint);
    vi.stubEnv('AWS_ENDPOINT_URL_S3', otherEngine.endpoint);
    clients = createAwsClients({ s3PathStyle: true });
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    clients.dynamodb.destroy();
    clients.sqs.destroy();
    clients.s3.destroy();
    await tablesEngine.stop();
    await otherEngine.stop();
  });

  test('find their engines by the environment alone, each port its own table, queue and bucket', async () => {
    const tables = freshTableNames();
    await createTables(clients.dynamodb, tables);
    otherEngine.createBucket('snapshots');
    otherEngine.createBucket('matured-log');
    const queues = {
      outcomes: otherEngine.createQueue('outcomes'),
      credits: otherEngine.createQueue('credits'),
      features: otherEngine.createQueue('features'),
      log: otherEngine.createQueue('log'),
    };
    const ports = createAwsPorts({
      clients,
      tables,
      queues,
      snapshotBucket: 'snapshots',
      logBucket: 'matured-log',
      telemetry: silentTelemetry,
    });
    const bytes = Uint8Array.of(1, 2, 3);
    const now = at('2026-11-24T00:00:00Z');
    const champion = { model: model('contact'), snapshot: snapshotIdOf(bytes), publishedAt: now };
    const parked = {
      id: 'one',
      queue: 'credits' as const,
      body: '{',
      code: 'message-unreadable',
      reason: 'Cut.',
    };

    await ports.ledger.createRecord(aRecord());
    await ports.ledger.createState(aState());
    await ports.profiles.put(aProfile(), 0);
    await ports.statistics.put(aStatisticsItem());
    await ports.champions.put({ ...champion, credits: 1, version: 1 });
    await ports.parking.park({ ...parked, parkedAt: now });
    await ports.snapshots.put(snapshotIdOf(bytes), bytes);
    await ports.outcomes.send([
      { eventId: eventId('e-1'), decisionId: decisionId('x'), type: 'opened', occurredAt: now },
    ]);
    await ports.credits.send([{ decisionId: decisionId('x') }]);
    const part = { day: utcDateOf(now), shard: 3 };
    await ports.log.send([{ decisionId: decisionId('x'), day: part.day }]);
    await ports.maturedLog.write(part, '{}\n', undefined);
    const observation = { borrowerId: borrowerId('b-1029'), observedAt: now, features: { balanceUsd: 7 } };
    await ports.features.send([observation]);
    const record = { borrowerId: borrowerId('b-1029'), features: observedFeatures(observation) };
    await ports.featureRecords.put(record, 0);

    expect(await ports.ledger.getRecord(decisionId('record'))).toStrictEqual(aRecord());
    expect(await ports.ledger.getState(decisionId('state'))).toStrictEqual(aState());
    expect((await ports.profiles.get(borrowerId('b-1029')))?.profile).toStrictEqual(aProfile());
    expect(await ports.statistics.get(statisticsKey())).toStrictEqual(aStatisticsItem());
    expect(await ports.champions.get(model('contact'))).toMatchObject(champion);
    expect(await collect(ports.parking.list())).toStrictEqual([{ ...parked, parkedAt: now, times: 1 }]);
    expect(await ports.snapshots.get(snapshotIdOf(bytes))).toStrictEqual(bytes);
    const [outcome, credit, log] = [
      await receivedBodies(clients.sqs, queues.outcomes),
      await receivedBodies(clients.sqs, queues.credits),
      await receivedBodies(clients.sqs, queues.log),
    ];
    expect(outcome.map((body) => JSON.parse(body).type)).toStrictEqual(['opened']);
    expect(credit).toStrictEqual([JSON.stringify({ decisionId: decisionId('x') })]);
    expect(await receivedBodies(clients.sqs, queues.features)).toStrictEqual([
      JSON.stringify({ ...observation, observedAt: '2026-11-24T00:00:00.000Z' }),
    ]);
    expect(await ports.featureRecords.get(borrowerId('b-1029'))).toStrictEqual({ record, version: 1 });
    expect(log.map((body) => JSON.parse(body).day)).toStrictEqual([part.day]);
    expect((await ports.maturedLog.read(part))?.text).toBe('{}\n');
    expect(ports.sha256).toBe(nodeSha256);
    expect(ports.newToken()).not.toBe(ports.newToken());
  });

  test('making the tables again keeps what is in them, and each has the declared keys', async () => {
    const tables = freshTableNames();
    await createTables(clients.dynamodb, tables);
    const options = {
      clients,
      tables,
      snapshotBucket: 'none',
      logBucket: 'none',
      telemetry: silentTelemetry,
    };
    const queues = { outcomes: 'none', credits: 'none', features: 'none', log: 'none' };
    const ports = createAwsPorts({ ...options, queues });
    await ports.ledger.createState(aState());
    await Promise.all([createTables(clients.dynamodb, tables), createTables(clients.dynamodb, tables)]);
    expect(await ports.ledger.getState(decisionId('state'))).toStrictEqual(aState());
    for (const name of Object.keys(TABLES) as TableName[]) {
      const shape: TableShape = TABLES[name];
      const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: tables[name] }));
      const keys = [shape.partitionKey, ...(shape.sortKey === undefined ? [] : [shape.sortKey])];
      expect(Table?.KeySchema?.map((key) => key.AttributeName)).toStrictEqual(keys.map((key) => key.name));
      const indexes = Table?.GlobalSecondaryIndexes?.map(({ IndexName = '' }) => IndexName) ?? [];
      expect(indexes.sort()).toStrictEqual(shape.indexes.map((index) => index.name).sort());
    }
  });
});
