import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { makeLearn } from '../../src/app/learn.ts';
import { creditMessageSchema } from '../../src/contracts/credit-message.ts';
import type { DecisionId } from '../../src/core/identifiers.ts';
import { makeParkOrFail } from '../_shared/park-or-fail.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import { readMessage } from '../_shared/read-message.ts';
import type { Runtime } from '../_shared/runtime.ts';
import { settleFailures } from '../_shared/settle-failures.ts';

/**
 * Consumes the credits queue, a whole batch in one fold: one statistics item is written once per batch, however many
 * credits it gets. That is why it maps its failures itself; Powertools Batch hands out one record at a time.
 */
export function makeLearnHandler(
  runtime: Runtime,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const learn = makeLearn(runtime);
  const parkOrFail = makeParkOrFail(runtime, 'credits');

  return queueChain<SQSEvent, SQSBatchResponse>(runtime).handler(async ({ Records: records }) => {
    const credits = new Map<SQSRecord, DecisionId>();
    const errors = new Map<SQSRecord, unknown>();
    for (const record of records) {
      try {
        credits.set(record, readMessage(creditMessageSchema, record.body).decisionId);
      } catch (error) {
        errors.set(record, error);
      }
    }
    const failures = await fold([...credits.values()]);
    for (const [record, decisionId] of credits) {
      const failure = failures.get(decisionId);
      if (failure !== undefined) errors.set(record, failure);
    }
    return await settleFailures(errors, parkOrFail);
  });

  /** Why each decision could not be credited; a fault of the whole fold is that of every one. */
  async function fold(ids: readonly DecisionId[]): Promise<ReadonlyMap<DecisionId, unknown>> {
    if (ids.length === 0) return new Map();
    try {
      const { failures } = await learn(ids.map((decisionId) => ({ decisionId })));
      return failures;
    } catch (error) {
      return new Map(ids.map((id) => [id, error]));
    }
  }
}
