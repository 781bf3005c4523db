import type { SQSRecord } from 'aws-lambda';
import { makePark, reasonToPark } from '../../src/app/park.ts';
import type { QueueName } from '../../src/app/ports/parking-lot.ts';
import { AppError, ConflictError, InvalidInputError, NotFoundError } from '../../src/core/errors.ts';
import { type Instant, MINUTE_MS } from '../../src/core/time/instant.ts';
import { DECISION_WAIT_MINUTES, MAX_RECEIVE_COUNT } from '../../src/shared-names.ts';
import type { Runtime } from './runtime.ts';

/** Settles what becomes of a message that failed. */
export type ParkOrFail = (record: SQSRecord, error: unknown) => Promise<void>;

/**
 * Parks a message that can never be processed as it is, which acknowledges it; lets every other failure through, so
 * that the queue delivers the message again and at last puts it with the dead letters.
 */
export function makeParkOrFail(runtime: Runtime, queue: QueueName): ParkOrFail {
  const park = makePark(runtime);
  const { logger, clock } = runtime;
  return async function parkOrFail(record, thrown) {
    const error =
      thrown instanceof Error
        ? thrown
        : new Error('Something that is no Error was thrown', { cause: thrown });
    const code = error instanceof AppError ? error.code : 'internal';
    const deliveries = Number(record.attributes.ApproximateReceiveCount);
    const now = clock();
    if (!isPermanent(error, record, now)) {
      logger.warn('Message failed, to be delivered again', { queue, code, deliveries, error });
      throw error;
    }
    const { id } = await park({ queue, body: record.body, ...reasonToPark(error), deliveries }, now);
    logger.warn('Message parked', { queue, code, parkedId: id });
  };
}

function isPermanent(error: Error, record: SQSRecord, now: Instant): boolean {
  if (error instanceof NotFoundError) return hasWaited(record, now);
  if (error instanceof ConflictError) return error.code !== 'version-moved';
  return error instanceof InvalidInputError;
}

/**
 * Whether a message has waited long enough for a decision that it may have overtaken. At its last delivery it has,
 * however soon that comes: parked it says what is wrong with it, and as a dead letter it would not.
 */
function hasWaited({ attributes }: SQSRecord, now: Instant): boolean {
  const waitedMs = now - Number(attributes.SentTimestamp);
  return (
    waitedMs >= DECISION_WAIT_MINUTES * MINUTE_MS ||
    Number(attributes.ApproximateReceiveCount) >= MAX_RECEIVE_COUNT
  );
}
