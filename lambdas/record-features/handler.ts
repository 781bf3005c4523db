import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { makeFeatureRecords } from '../../src/app/feature-records.ts';
import { featureMessageSchema } from '../../src/contracts/feature-record.ts';
import type { FeatureObservation } from '../../src/core/features/feature-record.ts';
import { type Instant, instant } from '../../src/core/time/instant.ts';
import { consumeBatch } from '../_shared/consume-batch.ts';
import { makeParkOrFail } from '../_shared/park-or-fail.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import type { Runtime } from '../_shared/runtime.ts';

/**
 * Consumes the features queue, a whole batch at once: a borrower's record is written once per batch, however many
 * observations it gets, so that they don't contend with each other. A bad one is parked and the rest proceeds.
 */
export function makeRecordFeaturesHandler(
  runtime: Runtime,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const records = makeFeatureRecords(runtime);
  const parkOrFail = makeParkOrFail(runtime, 'features');

  return queueChain<SQSEvent, SQSBatchResponse>(runtime).handler(
    async ({ Records: messages }) =>
      await consumeBatch(messages, featureMessageSchema, parkOrFail, async (observations) => {
        const failures = await records.putAll(observations, nowFor(observations));
        return (observation) => failures.get(observation);
      }),
  );

  /** A simulation's clock is set by its callers; a message has no caller, and its own time is the latest known. */
  function nowFor(observations: readonly FeatureObservation[]): Instant {
    if (!runtime.simulation) return runtime.clock();
    return instant(observations.reduce((latest, { observedAt }) => Math.max(latest, observedAt), 0));
  }
}
