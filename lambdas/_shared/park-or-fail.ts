import type { SQSRecord } from 'aws-lambda';
import { makePark } from '../../src/app/park.ts';
import type { QueueName } from '../../src/app/ports/parking-lot.ts';
import { AppError, ConflictError, InvalidInputError, NotFoundError } from '../../src/core/errors.ts';
import type { Runtime } from './runtime.ts';

/** An outcome may overtake the decision it is about; one that is still unknown at this delivery never was one. */
const DELIVERIES_FOR_UNKNOWN = 4;

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
    if (!isPermanent(error, deliveries)) {
      logger.warn('Message failed, to be delivered again', { queue, code, deliveries, error });
      throw error;
    }
    const { id } = await park(queue, record.body, error, clock());
    logger.warn('Message parked', { queue, code, parkedId: id });
  };
}

function isPermanent(error: Error, deliveries: number): boolean {
  if (error instanceof NotFoundError) return deliveries >= DELIVERIES_FOR_UNKNOWN;
  if (error instanceof ConflictError) return error.code !== 'version-moved';
  return error instanceof InvalidInputError;
}
