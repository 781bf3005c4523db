import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { makeLearn } from '../../src/app/learn.ts';
import { creditMessageSchema } from '../../src/contracts/credit-message.ts';
import { consumeBatch } from '../_shared/consume-batch.ts';
import { makeParkOrFail } from '../_shared/park-or-fail.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import type { Runtime } from '../_shared/runtime.ts';

/**
 * Consumes the credits queue, a whole batch in one fold: one statistics item is written once per batch, however many
 * credits it gets. That is why it maps its failures itself; Powertools Batch hands out one record at a time.
 */
export function makeLearnHandler(
  runtime: Runtime,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const learn = makeLearn(runtime);
  const parkOrFail = makeParkOrFail(runtime, 'credits');

  return queueChain<SQSEvent, SQSBatchResponse>(runtime).handler(
    async ({ Records: records }) =>
      await consumeBatch(records, creditMessageSchema, parkOrFail, async (messages) => {
        const { failures } = await learn(messages);
        return ({ decisionId }) => failures.get(decisionId);
      }),
  );
}
