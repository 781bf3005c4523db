import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import type { AwsClients } from '../../src/adapters/aws-clients.ts';
import {
  creditCodec,
  featureCodec,
  logCodec,
  type MessageCodec,
  outcomeCodec,
} from '../../src/adapters/message-codec.ts';
import { createS3MaturedLog } from '../../src/adapters/s3/s3-matured-log.ts';
import { createS3SnapshotStore } from '../../src/adapters/s3/s3-snapshot-store.ts';
import { createSqsWorkQueue } from '../../src/adapters/sqs/sqs-work-queue.ts';
import { clientsFor } from '../support/engines/engine-clients.ts';
import { type FauxqsEngine, startQueuesAndBuckets } from '../support/engines/fauxqs-engine.ts';
import { receivedBodies } from '../support/engines/received-bodies.ts';
import { maturedLogContract } from './matured-log.contract.ts';
import { snapshotStoreContract } from './snapshot-store.contract.ts';
import { type QueueUnderTest, workQueueContract } from './work-queue.contract.ts';

describe('SQS and S3 on fauxqs', () => {
  let engine: FauxqsEngine;
  let clients: AwsClients;

  beforeAll(async () => {
    engine = await startQueuesAndBuckets();
    clients = clientsFor(engine.endpoint);
  });

  afterAll(async () => {
    clients.sqs.destroy();
    clients.s3.destroy();
    await engine.stop();
  });

  workQueueContract({
    outcomes: async () => freshQueue(outcomeCodec),
    credits: async () => freshQueue(creditCodec),
    features: async () => freshQueue(featureCodec),
    log: async () => freshQueue(logCodec),
  });

  snapshotStoreContract(async () => {
    const bucket = randomUUID();
    engine.createBucket(bucket);
    return createS3SnapshotStore(clients.s3, bucket);
  });

  maturedLogContract(async () => {
    const bucket = randomUUID();
    engine.createBucket(bucket);
    return createS3MaturedLog(clients.s3, bucket);
  });

  function freshQueue<Message>(codec: MessageCodec<Message>): QueueUnderTest<Message> {
    const url = engine.createQueue(randomUUID());
    return {
      queue: createSqsWorkQueue(clients.sqs, url, codec),
      drain: () => receivedBodies(clients.sqs, url),
    };
  }
});
