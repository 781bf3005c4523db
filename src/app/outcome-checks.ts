import type { Configuration } from '../core/configuration.ts';
import type { DecisionState, RecordedEvent } from '../core/decision/decision-state.ts';
import { ConflictError, type FieldProblem, InvalidInputError, NotFoundError } from '../core/errors.ts';
import { CLOCK_SKEW_MS } from '../core/time/clock-skew.ts';
import { formatInstant, type Instant } from '../core/time/instant.ts';
import { hexadecimal } from './hexadecimal.ts';
import type { OutcomeMessage } from './ports/messages.ts';
import type { Sha256 } from './ports/sha256.ts';

export type OutcomeFault =
  | 'outcome-type-unknown'
  | 'outcome-in-future'
  | 'outcome-before-decision'
  | 'event-id-reused'
  | 'decision-unknown'
  | 'decision-withheld';

export interface FoundFault extends FieldProblem {
  readonly code: OutcomeFault;
}

/** First 16 hexadecimal digits of the SHA-256 of what an event says; the same event always has the same. */
export function eventDigest(message: OutcomeMessage, sha256: Sha256): string {
  const said = JSON.stringify([message.decisionId, message.eventId, message.type, message.occurredAt]);
  return hexadecimal(sha256(said)).slice(0, 16);
}

/** The event as the ledger keeps it. */
export function toRecordedEvent(message: OutcomeMessage, sha256: Sha256): RecordedEvent {
  return {
    id: message.eventId,
    type: message.type,
    occurredAt: message.occurredAt,
    digest: eventDigest(message, sha256),
  };
}

/** What is wrong with an event by itself; `at` is the JSON Pointer of the event. */
export function faultsOfEvent(
  message: OutcomeMessage,
  { reward }: Pick<Configuration, 'reward'>,
  now: Instant,
  at: string,
): FoundFault[] {
  const faults: FoundFault[] = [];
  if (!reward.events.some(({ type }) => type === message.type)) {
    faults.push({
      code: 'outcome-type-unknown',
      pointer: `${at}/type`,
      problem: `"${message.type}" is not a configured outcome type`,
      fix: `use one of ${reward.events.map(({ type }) => type).join(', ')}`,
    });
  }
  if (message.occurredAt > now + CLOCK_SKEW_MS) {
    faults.push({
      code: 'outcome-in-future',
      pointer: `${at}/occurredAt`,
      problem: `${formatInstant(message.occurredAt)} is in the future`,
      fix: 'send the time at which it happened; check the clock of the sender',
    });
  }
  return faults;
}

/** What is wrong with an event for the decision it names. */
export function faultsOfEventOn(
  state: Pick<DecisionState, 'decidedAt' | 'events'>,
  event: RecordedEvent,
  at: string,
): FoundFault[] {
  const faults: FoundFault[] = [];
  if (event.occurredAt < state.decidedAt) {
    faults.push({
      code: 'outcome-before-decision',
      pointer: `${at}/occurredAt`,
      problem: `${formatInstant(event.occurredAt)} is before the decision was made (${formatInstant(state.decidedAt)})`,
      fix: 'name the decision that the event answers, or mend its time',
    });
  }
  if (state.events.some(({ id, digest }) => id === event.id && digest !== event.digest)) {
    faults.push({
      code: 'event-id-reused',
      pointer: `${at}/eventId`,
      problem: 'this event id was used for an event with another content',
      fix: 'give every event an id of its own; repeat an event only unchanged',
    });
  }
  return faults;
}

/** Throws the error that the first of the gravest faults asks for, with all of them listed; nothing when there is none. */
export function refuse(faults: readonly FoundFault[]): void {
  if (faults.length === 0) return;
  const fields = faults.map(({ pointer, problem, fix }) => ({ pointer, problem, fix }));
  const message = `${faults.length === 1 ? 'An event' : `${faults.length} things in the events`} can't be accepted; nothing was.`;
  for (const { code } of faults) {
    if (code !== 'event-id-reused' && code !== 'decision-unknown')
      throw new InvalidInputError(code, message, { fields });
  }
  if (faults.some(({ code }) => code === 'event-id-reused')) {
    throw new ConflictError('event-id-reused', message, { fields });
  }
  throw new NotFoundError('decision-unknown', message, { fields });
}
