import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { ParkOrFail } from './park-or-fail.ts';
import { readMessage } from './read-message.ts';

/** Tells of each message of a batch why it failed; `undefined` when it did not. */
export type FailureOf<Message> = (message: Message) => unknown;

/**
 * Works through a batch as a whole, for queues of which one write serves many messages. What can't be read is parked, and
 * so is what can never be processed; the rest that failed is reported, so that the queue brings it again. A fault of the
 * whole work is that of every message.
 */
export async function consumeBatch<Schema extends z.ZodType>(
  records: readonly SQSRecord[],
  schema: Schema,
  parkOrFail: ParkOrFail,
  work: (messages: readonly z.output<Schema>[]) => Promise<FailureOf<z.output<Schema>>>,
): Promise<SQSBatchResponse> {
  const messages = new Map<SQSRecord, z.output<Schema>>();
  const errors = new Map<SQSRecord, unknown>();
  for (const record of records) {
    try {
      messages.set(record, readMessage(schema, record.body));
    } catch (error) {
      errors.set(record, error);
    }
  }
  const failureOf = messages.size === 0 ? () => undefined : await workOn([...messages.values()]);
  for (const [record, message] of messages) {
    const failure = failureOf(message);
    if (failure !== undefined) errors.set(record, failure);
  }
  return { batchItemFailures: await parkOrReport(errors) };

  async function workOn(read: readonly z.output<Schema>[]): Promise<FailureOf<z.output<Schema>>> {
    try {
      return await work(read);
    } catch (error) {
      return () => error;
    }
  }

  async function parkOrReport(
    failed: ReadonlyMap<SQSRecord, unknown>,
  ): Promise<SQSBatchResponse['batchItemFailures']> {
    const reported: SQSBatchResponse['batchItemFailures'] = [];
    for (const [record, error] of failed) {
      try {
        await parkOrFail(record, error);
      } catch {
        // Logged by parkOrFail; reporting the message is what brings it back.
        reported.push({ itemIdentifier: record.messageId });
      }
    }
    return reported;
  }
}
