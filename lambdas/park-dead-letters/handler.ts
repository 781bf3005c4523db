import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { makePark } from '../../src/app/park.ts';
import type { QueueName } from '../../src/app/ports/parking-lot.ts';
import type { MetricName } from '../../src/app/ports/telemetry.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import type { Runtime } from '../_shared/runtime.ts';

const COUNTED_AS: Readonly<Record<QueueName, MetricName>> = {
  outcomes: 'OutcomesDeadLettered',
  credits: 'CreditsDeadLettered',
  features: 'FeaturesDeadLettered',
  log: 'LogDeadLettered',
};

/**
 * Consumes the dead-letter queues: what outlived its queue is parked, where it stays until somebody redrives or discards
 * it. A message that can't be parked stays with the dead letters and is tried again.
 * @param queues The work queue behind each dead-letter queue, by the dead-letter queue's ARN.
 */
export function makeParkDeadLettersHandler(
  runtime: Runtime,
  queues: ReadonlyMap<string, QueueName>,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const park = makePark(runtime);
  const { logger, telemetry, clock } = runtime;

  async function consume({ eventSourceARN, body, attributes }: SQSRecord): Promise<void> {
    const queue = queues.get(eventSourceARN);
    if (queue === undefined) {
      throw new Error(`${eventSourceARN} is no dead-letter queue of this service; correct its variables.`);
    }
    const deliveries = Number(attributes.ApproximateReceiveCount);
    const { id } = await park(
      {
        queue,
        body,
        code: 'dead-lettered',
        reason: `It failed every time it was delivered, ${deliveries} times with this one; the log of its consumer says why. Mend the cause, then redrive it.`,
        deliveries,
      },
      clock(),
    );
    telemetry.count(COUNTED_AS[queue]);
    logger.warn('Dead letter parked', { queue, deliveries, parkedId: id });
  }

  return queueChain<SQSEvent, SQSBatchResponse>(runtime).handler(
    async (event, context) =>
      await processPartialResponse(event, consume, new BatchProcessor(EventType.SQS), {
        context,
        // As in `record`: each failure is reported, an error on top would count against the function.
        throwOnFullBatchFailure: false,
      }),
  );
}
