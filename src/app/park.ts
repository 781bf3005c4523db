import { shortHash } from '../core/decision/decision-key.ts';
import { AppError, NotFoundError } from '../core/errors.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Dependencies } from './dependencies.ts';
import type { ParkedMessage, QueueName } from './ports/parking-lot.ts';

export type Park = (queue: QueueName, body: string, error: Error, now: Instant) => Promise<ParkedMessage>;

/** Keeps a message that can't be processed as it is, with the reason, where a person can see it. */
export function makePark({
  parking,
  sha256,
  telemetry,
}: Pick<Dependencies, 'parking' | 'sha256' | 'telemetry'>): Park {
  return async function park(queue, body, error, now) {
    const fields = error instanceof AppError ? error.fields : [];
    const message: ParkedMessage = {
      id: `p_${shortHash(sha256(`parked\n${queue}\n${body}`))}`,
      queue,
      body,
      code: error instanceof AppError ? error.code : 'unexpected',
      reason: [
        error.message,
        ...fields.map(({ pointer, problem, fix }) => `${pointer}: ${problem}; ${fix}.`),
      ].join(' '),
      parkedAt: now,
    };
    await parking.park(message);
    telemetry.count('MessagesParked');
    return message;
  };
}

export type Redrive = (id: string) => Promise<ParkedMessage>;

/**
 * Puts a parked message back on its queue, then takes it out of the parking lot: a crash in between can only deliver
 * it twice, which every consumer stands.
 * @throws {NotFoundError} `parked-unknown`
 */
export function makeRedrive({
  parking,
  outcomes,
  credits,
  features,
}: Pick<Dependencies, 'parking' | QueueName>): Redrive {
  const queues = { outcomes, credits, features };
  return async function redrive(id) {
    const message = await requireParked({ parking }, id);
    await queues[message.queue].redeliver(message.body);
    await parking.remove(id);
    return message;
  };
}

/** @throws {NotFoundError} `parked-unknown` */
export async function requireParked(
  { parking }: Pick<Dependencies, 'parking'>,
  id: string,
): Promise<ParkedMessage> {
  const message = await parking.get(id);
  if (message === undefined) {
    throw new NotFoundError(
      'parked-unknown',
      `No message ${id} is parked; list them with: npx rapport parked list`,
    );
  }
  return message;
}
