import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { QueueName } from '../app/ports/parking-lot.ts';
import type { Ports } from '../app/ports/ports.ts';
import type { Telemetry } from '../app/ports/telemetry.ts';
import type { TableName } from '../shared-names.ts';
import type { AwsClients } from './aws-clients.ts';
import { createDynamoAccountEvents } from './dynamodb/dynamo-account-events.ts';
import { createDynamoCapacityBook } from './dynamodb/dynamo-capacity-book.ts';
import { createDynamoChampionStore } from './dynamodb/dynamo-champion-store.ts';
import { createDynamoErasureBook } from './dynamodb/dynamo-erasure-book.ts';
import { createDynamoExposureBook } from './dynamodb/dynamo-exposure-book.ts';
import { createDynamoFeatureStore } from './dynamodb/dynamo-feature-store.ts';
import { createDynamoImportRegistry } from './dynamodb/dynamo-import-registry.ts';
import { createDynamoLedger } from './dynamodb/dynamo-ledger.ts';
import { createDynamoParkingLot } from './dynamodb/dynamo-parking-lot.ts';
import { createDynamoPolicyBookStore } from './dynamodb/dynamo-policy-book-store.ts';
import { createDynamoProfileStore } from './dynamodb/dynamo-profile-store.ts';
import { createDynamoStatisticsStore } from './dynamodb/dynamo-statistics-store.ts';
import type { Table } from './dynamodb/table.ts';
import { creditCodec, featureCodec, logCodec, outcomeCodec } from './message-codec.ts';
import { nodeSha256 } from './node-sha256.ts';
import { createS3MaturedLog } from './s3/s3-matured-log.ts';
import { createS3SnapshotStore } from './s3/s3-snapshot-store.ts';
import { createSqsWorkQueue, type Gathering } from './sqs/sqs-work-queue.ts';

export interface AwsPortsOptions {
  readonly clients: AwsClients;
  /** Deployed names. */
  readonly tables: Readonly<Record<TableName, string>>;
  /** Queue URLs. */
  readonly queues: Readonly<Record<QueueName, string>>;
  readonly snapshotBucket: string;
  readonly logBucket: string;
  /** Holds messages to the log back, so that its parts are written less often. @defaultValue they come at once */
  readonly logGathering?: Gathering;
  readonly telemetry: Telemetry;
  /** @defaultValue random UUIDs */
  readonly newToken?: () => string;
}

/** Every port on DynamoDB, SQS and S3; nothing is contacted before the first call. */
export function createAwsPorts(options: AwsPortsOptions): Ports {
  const { clients, tables, queues } = options;
  const client = DynamoDBDocumentClient.from(clients.dynamodb);
  const table = (name: TableName): Table => ({ client, name: tables[name] });
  return {
    ledger: createDynamoLedger(table('decisions')),
    accountEvents: createDynamoAccountEvents(table('decisions')),
    profiles: createDynamoProfileStore(table('profiles')),
    featureRecords: createDynamoFeatureStore(table('profiles')),
    statistics: createDynamoStatisticsStore(table('statistics')),
    imports: createDynamoImportRegistry(table('control')),
    champions: createDynamoChampionStore(table('control')),
    policyBooks: createDynamoPolicyBookStore(table('control')),
    parking: createDynamoParkingLot(table('control')),
    capacity: createDynamoCapacityBook(table('control')),
    erasures: createDynamoErasureBook(table('control')),
    exposures: createDynamoExposureBook(table('control')),
    snapshots: createS3SnapshotStore(clients.s3, options.snapshotBucket),
    outcomes: createSqsWorkQueue(clients.sqs, queues.outcomes, outcomeCodec),
    credits: createSqsWorkQueue(clients.sqs, queues.credits, creditCodec),
    features: createSqsWorkQueue(clients.sqs, queues.features, featureCodec),
    log: createSqsWorkQueue(clients.sqs, queues.log, logCodec, options.logGathering),
    maturedLog: createS3MaturedLog(clients.s3, options.logBucket),
    telemetry: options.telemetry,
    sha256: nodeSha256,
    newToken: options.newToken ?? randomUUID,
  };
}
