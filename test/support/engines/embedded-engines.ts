import { randomUUID } from 'node:crypto';
import type { AwsClientOptions, AwsClients } from '../../../src/adapters/aws-clients.ts';
import { createAwsPorts } from '../../../src/adapters/aws-ports.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import { silentTelemetry } from '../../../src/adapters/silent-telemetry.ts';
import type { QueueName } from '../../../src/app/ports/parking-lot.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import { startDynalite } from './dynalite-engine.ts';
import { freshTableNames } from './dynamo-ports.ts';
import { clientsFor } from './engine-clients.ts';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { startQueuesAndBuckets } from './fauxqs-engine.ts';

export interface EmbeddedEngines {
  /** Every port on new tables, queues and a bucket; nothing consumes the queues. */
  readonly ports: Ports;
  /** Between the ports and DynamoDB. */
  readonly storage: FaultyProxy;
  /** Reach the engines directly. */
  readonly clients: AwsClients;
  readonly queueUrls: Readonly<Record<QueueName, string>>;
  stop(): Promise<void>;
}

/** DynamoDB, SQS and S3 in this process; `storage` options are those of the client that the ports use for DynamoDB. */
export async function startEmbeddedEngines(storage: AwsClientOptions = {}): Promise<EmbeddedEngines> {
  const [dynamo, others] = await Promise.all([startDynalite(), startQueuesAndBuckets()]);
  const proxy = await startFaultyProxy(dynamo);
  const clients = { ...clientsFor(others.endpoint), dynamodb: clientsFor(dynamo.endpoint).dynamodb };
  const proxied = clientsFor(proxy.endpoint, storage).dynamodb;
  const tables = freshTableNames();
  await createTables(clients.dynamodb, tables);
  const queueUrls = {
    outcomes: others.createQueue('outcomes'),
    credits: others.createQueue('credits'),
    features: others.createQueue('features'),
    log: others.createQueue('log'),
  };
  const snapshotBucket = `snapshots-${randomUUID()}`;
  others.createBucket(snapshotBucket);
  const logBucket = `log-${randomUUID()}`;
  others.createBucket(logBucket);
  return {
    ports: createAwsPorts({
      clients: { ...clients, dynamodb: proxied },
      tables,
      queues: queueUrls,
      snapshotBucket,
      logBucket,
      telemetry: silentTelemetry,
    }),
    storage: proxy,
    clients,
    queueUrls,
    async stop() {
      for (const client of [proxied, ...Object.values(clients)]) client.destroy();
      await Promise.all([proxy.stop(), others.stop()]);
      await dynamo.stop();
    },
  };
}
