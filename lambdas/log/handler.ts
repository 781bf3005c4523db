import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { makeWriteLog } from '../../src/app/write-log.ts';
import { logMessageSchema } from '../../src/contracts/log-message.ts';
import { consumeBatch } from '../_shared/consume-batch.ts';
import { makeParkOrFail } from '../_shared/park-or-fail.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import type { Runtime } from '../_shared/runtime.ts';

/**
 * Consumes the log queue, a whole batch at once: a part of the log is written once per batch, however many of its rows
 * change.
 */
export function makeLogHandler(
  runtime: Runtime,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const writeLog = makeWriteLog(runtime);
  const parkOrFail = makeParkOrFail(runtime, 'log');

  return queueChain<SQSEvent, SQSBatchResponse>(runtime).handler(
    async ({ Records: records }) =>
      await consumeBatch(records, logMessageSchema, parkOrFail, async (messages) => {
        const { failures } = await writeLog(messages);
        return (message) => failures.get(message);
      }),
  );
}
