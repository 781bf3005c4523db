import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { LogMessage } from '../../src/app/ports/messages.ts';
import { makeWriteLog } from '../../src/app/write-log.ts';
import { logMessageSchema } from '../../src/contracts/log-message.ts';
import { makeParkOrFail } from '../_shared/park-or-fail.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import { readMessage } from '../_shared/read-message.ts';
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

  return queueChain<SQSEvent, SQSBatchResponse>(runtime).handler(async ({ Records: records }) => {
    const messages = new Map<SQSRecord, LogMessage>();
    const errors = new Map<SQSRecord, unknown>();
    for (const record of records) {
      try {
        messages.set(record, readMessage(logMessageSchema, record.body));
      } catch (error) {
        errors.set(record, error);
      }
    }
    const { failures } = await writeLog([...messages.values()]);
    for (const [record, message] of messages) {
      const failure = failures.get(message);
      if (failure !== undefined) errors.set(record, failure);
    }
    return { batchItemFailures: await parkOrReport(errors) };
  });

  async function parkOrReport(
    errors: ReadonlyMap<SQSRecord, unknown>,
  ): Promise<SQSBatchResponse['batchItemFailures']> {
    const failed: SQSBatchResponse['batchItemFailures'] = [];
    for (const [record, error] of errors) {
      try {
        await parkOrFail(record, error);
      } catch {
        // Logged by parkOrFail; reporting the message is what brings it back.
        failed.push({ itemIdentifier: record.messageId });
      }
    }
    return failed;
  }
}
