import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { makeFeatureRecords } from '../../src/app/feature-records.ts';
import { featureMessageSchema } from '../../src/contracts/feature-record.ts';
import type { FeatureObservation } from '../../src/core/features/feature-record.ts';
import { type Instant, instant } from '../../src/core/time/instant.ts';
import { makeParkOrFail } from '../_shared/park-or-fail.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import { readMessage } from '../_shared/read-message.ts';
import type { Runtime } from '../_shared/runtime.ts';
import { settleFailures } from '../_shared/settle-failures.ts';

/**
 * Consumes the features queue, a whole batch at once: a borrower's record is written once per batch, however many
 * observations it gets, so that they don't contend with each other. A bad one is parked and the rest proceeds.
 */
export function makeRecordFeaturesHandler(
  runtime: Runtime,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const records = makeFeatureRecords(runtime);
  const parkOrFail = makeParkOrFail(runtime, 'features');

  return queueChain<SQSEvent, SQSBatchResponse>(runtime).handler(async ({ Records: messages }) => {
    const observations = new Map<FeatureObservation, SQSRecord>();
    const errors = new Map<SQSRecord, unknown>();
    for (const message of messages) {
      try {
        observations.set(readMessage(featureMessageSchema, message.body), message);
      } catch (error) {
        errors.set(message, error);
      }
    }
    const failures = await records.putAll([...observations.keys()], nowFor(observations.keys()));
    for (const [observation, message] of observations) {
      if (failures.has(observation)) errors.set(message, failures.get(observation));
    }
    return await settleFailures(errors, parkOrFail);
  });

  /** A simulation's clock is set by its callers; a message has no caller, and its own time is the latest known. */
  function nowFor(observations: Iterable<FeatureObservation>): Instant {
    if (!runtime.simulation) return runtime.clock();
    return instant([...observations].reduce((latest, { observedAt }) => Math.max(latest, observedAt), 0));
  }
}
