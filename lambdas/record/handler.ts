import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { isAccountOutcome } from '../../src/app/ports/messages.ts';
import { makeRecordOutcome } from '../../src/app/record-outcome.ts';
import { outcomeEventSchema } from '../../src/contracts/outcomes.ts';
import { makeParkOrFail } from '../_shared/park-or-fail.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import { readMessage } from '../_shared/read-message.ts';
import type { Runtime } from '../_shared/runtime.ts';
import { takeTurns } from './take-turns.ts';

/** Consumes the outcomes queue, message by message; a bad one is parked and the rest of its batch proceeds. */
export function makeRecordHandler(
  runtime: Runtime,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const recordOutcome = makeRecordOutcome(runtime);
  const parkOrFail = makeParkOrFail(runtime, 'outcomes');

  async function consume(record: SQSRecord, inTurn: ReturnType<typeof takeTurns>): Promise<void> {
    try {
      const message = readMessage(outcomeEventSchema, record.body);
      // A simulation's clock is set by its callers; a message has no caller, and its own time is the latest known.
      const now = runtime.simulation ? message.occurredAt : runtime.clock();
      const subject = isAccountOutcome(message) ? message.borrowerId : message.decisionId;
      await inTurn(subject, () => recordOutcome(message, now));
    } catch (error) {
      await parkOrFail(record, error);
    }
  }

  return queueChain<SQSEvent, SQSBatchResponse>(runtime).handler(async (event, context) => {
    const inTurn = takeTurns();
    const processor = new BatchProcessor(EventType.SQS);
    return await processPartialResponse(event, (record: SQSRecord) => consume(record, inTurn), processor, {
      context,
      // The queue is told of each failure; an error on top would count against the function.
      throwOnFullBatchFailure: false,
    });
  });
}
