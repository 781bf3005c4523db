import { Duration } from 'aws-cdk-lib';
import type { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ConsumerName } from '../function-names.ts';
import { CONSUMERS } from '../function-settings.ts';
import type { ServiceFunction } from './service-function.ts';

/**
 * Feeds the queue's messages to the function in batches; a message that fails comes back alone.
 * @remarks A bare mapping rather than an `SqsEventSource`, which would widen the hand-written role.
 */
export function consumeQueue(
  consumer: ServiceFunction,
  name: ConsumerName,
  queue: IQueue,
  maxConcurrency: number,
  id = 'Messages',
): EventSourceMapping {
  const { batchSize, batchingWindowSeconds } = CONSUMERS[name];
  return consumer.function.addEventSourceMapping(id, {
    eventSourceArn: queue.queueArn,
    batchSize,
    maxBatchingWindow: Duration.seconds(batchingWindowSeconds),
    maxConcurrency,
    reportBatchItemFailures: true,
  });
}
