import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { ParkOrFail } from './park-or-fail.ts';

/** Parks what can be parked of the messages that failed; the rest is what the queue has to bring again. */
export async function settleFailures(
  errors: ReadonlyMap<SQSRecord, unknown>,
  parkOrFail: ParkOrFail,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const [record, error] of errors) {
    try {
      await parkOrFail(record, error);
    } catch {
      // Logged by parkOrFail; reporting the message is what brings it back.
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}
