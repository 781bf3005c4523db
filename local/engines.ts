import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { startFauxqs } from 'fauxqs';
import { createTables } from '../src/adapters/dynamodb/create-tables.ts';
import { withConditionalPuts } from './conditional-puts.ts';
import { createBuckets, createQueues } from './create-resources.ts';
import { closeClients, type EnginePorts, loopbackClients, REGION } from './loopback-clients.ts';
import { onLoopbackOnly } from './loopback-fastify.ts';
import { repairIndexes } from './repair-indexes.ts';
import { TABLE_NAMES } from './resource-names.ts';
import type { StateLayout } from './state-directory.ts';

export interface Engines {
  readonly ports: EnginePorts;
  /** Resolves when everything written is closed on disk; close the clients first. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Where the state is kept. Absent: in memory, for measurements that no disk may slow down; gone at the end. */
  readonly layout?: StateLayout;
  /** Whether the last owner of the state died in the middle of its work. */
  readonly wasKilled: boolean;
}

/**
 * DynamoDB, SQS and S3 in this thread, on free loopback ports, with all tables, queues and buckets in place. What
 * is in the folder from before is kept. The caller holds the folder's lock.
 */
export async function openEngines({ layout, wasKilled }: EngineOptions): Promise<Engines> {
  const tables = dynalite({ createTableMs: 0, ...(layout === undefined ? {} : { path: layout.tables }) });
  tables.listen(0, '127.0.0.1');
  await once(tables, 'listening');
  const queues = await withConditionalPuts(() =>
    onLoopbackOnly(() =>
      startFauxqs({
        port: 0,
        logger: false,
        defaultRegion: REGION,
        ...(layout === undefined ? {} : { dataDir: layout.queues }),
      }),
    ),
  );
  const ports = { dynamodb: (tables.address() as AddressInfo).port, sqsS3: queues.port };
  const stop = async (): Promise<void> => {
    await queues.stop();
    await new Promise<void>((resolve, reject) => {
      tables.close((error) => (error == null ? resolve() : reject(error)));
      tables.closeAllConnections();
    });
  };
  const clients = loopbackClients(ports);
  try {
    await createTables(clients.dynamodb, TABLE_NAMES);
    await createQueues(clients.sqs);
    await createBuckets(clients.s3);
    if (wasKilled) await repairIndexes(clients.dynamodb);
  } catch (error) {
    closeClients(clients);
    await stop();
    throw error;
  }
  closeClients(clients);
  return { ports, stop };
}
