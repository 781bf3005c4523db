import { shortHash } from '../core/decision/decision-key.ts';
import { AppError, NotFoundError } from '../core/errors.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Dependencies } from './dependencies.ts';
import type { ParkedMessage, QueueName, StillParked } from './ports/parking-lot.ts';

/** A message and why it is parked. */
export type ToPark = Omit<ParkedMessage, 'id' | 'parkedAt'>;

export type Park = (message: ToPark, now: Instant) => Promise<ParkedMessage>;

/** Keeps a message that can't be processed as it is, with the reason, where a person can see it. */
export function makePark({
  parking,
  sha256,
  telemetry,
}: Pick<Dependencies, 'parking' | 'sha256' | 'telemetry'>): Park {
  return async function park(message, now) {
    const { queue, body } = message;
    const parked: ParkedMessage = {
      id: `p_${shortHash(sha256(`parked\n${queue}\n${body}`))}`,
      ...message,
      parkedAt: now,
    };
    await parking.park(parked);
    telemetry.count('MessagesParked');
    return parked;
  };
}

/** What an error says of the message that it came of. */
export function reasonToPark(error: Error): Pick<ToPark, 'code' | 'reason'> {
  const fields = error instanceof AppError ? error.fields : [];
  return {
    code: error instanceof AppError ? error.code : 'unexpected',
    reason: [
      error.message,
      ...fields.map(({ pointer, problem, fix }) => `${pointer}: ${problem}; ${fix}.`),
    ].join(' '),
  };
}

export type Redrive = (id: string) => Promise<ParkedMessage>;

/**
 * Puts a parked message back on its queue, then takes it out of the parking lot: a crash in between can only deliver
 * it twice, which every consumer stands. If its consumer has parked it again by then, it stays parked.
 * @throws {NotFoundError} `parked-unknown`
 */
export function makeRedrive({
  parking,
  outcomes,
  credits,
  features,
  log,
}: Pick<Dependencies, 'parking' | QueueName>): Redrive {
  const queues = { outcomes, credits, features, log };
  return async function redrive(id) {
    const message = await requireParked({ parking }, id);
    await queues[message.queue].redeliver(message.body);
    await parking.remove(message);
    return message;
  };
}

/** @throws {NotFoundError} `parked-unknown` */
export async function requireParked(
  { parking }: Pick<Dependencies, 'parking'>,
  id: string,
): Promise<StillParked> {
  const message = await parking.get(id);
  if (message === undefined) {
    throw new NotFoundError(
      'parked-unknown',
      `No message ${id} is parked; list them with: npx rapport parked list`,
    );
  }
  return message;
}
