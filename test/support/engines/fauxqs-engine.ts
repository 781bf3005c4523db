import { startFauxqs } from 'fauxqs';
import { withConditionalPuts } from '../../../local/conditional-puts.ts';
import type { Engine } from './engine.ts';

export interface FauxqsEngine extends Engine {
  /** The new queue's URL. */
  createQueue(name: string): string;
  createBucket(name: string): void;
}

/** SQS and S3 as fauxqs plays them, in this process and in memory. */
export async function startQueuesAndBuckets(): Promise<FauxqsEngine> {
  const server = await withConditionalPuts(() => startFauxqs({ port: 0, host: '127.0.0.1', logger: false }));
  return {
    endpoint: server.address,
    stop: () => server.stop(),
    createQueue: (name) => server.createQueue(name).queueUrl,
    createBucket(name) {
      server.createBucket(name);
    },
  };
}
