import type { Configuration } from '../core/configuration.ts';
import type { DecisionState, RecordedEvent } from '../core/decision/decision-state.ts';
import { ConflictError, type FieldProblem, InvalidInputError, NotFoundError } from '../core/errors.ts';
import { CLOCK_SKEW_MS } from '../core/time/clock-skew.ts';
import { formatInstant, type Instant } from '../core/time/instant.ts';
import { hexadecimal } from './hexadecimal.ts';
import type { RecordedAccountEvent } from './ports/account-events.ts';
import {
  type AccountOutcome,
  type DecisionOutcome,
  isAccountOutcome,
  type OutcomeMessage,
} from './ports/messages.ts';
import type { Sha256 } from './ports/sha256.ts';

export type OutcomeFault =
  | 'outcome-type-unknown'
  | 'outcome-in-future'
  | 'outcome-before-decision'
  | 'channel-unknown'
  | 'event-id-reused'
  | 'decision-unknown'
  | 'decision-withheld';

export interface FoundFault extends FieldProblem {
  readonly code: OutcomeFault;
}

/** First 16 hexadecimal digits of the SHA-256 of what an event says; the same event always has the same. */
export function eventDigest(message: OutcomeMessage, sha256: Sha256): string {
  const { eventId, type, occurredAt } = message;
  const said = isAccountOutcome(message)
    ? ['account', message.borrowerId, eventId, type, occurredAt, message.accountId, message.channel]
    : [message.decisionId, eventId, type, occurredAt];
  return hexadecimal(sha256(JSON.stringify(said))).slice(0, 16);
}

/** The event as the ledger keeps it. */
export function toRecordedEvent(message: DecisionOutcome, sha256: Sha256): RecordedEvent {
  return {
    id: message.eventId,
    type: message.type,
    occurredAt: message.occurredAt,
    digest: eventDigest(message, sha256),
  };
}

/** The same of an event that names a borrower. */
export function toRecordedAccountEvent(message: AccountOutcome, sha256: Sha256): RecordedAccountEvent {
  return {
    id: message.eventId,
    type: message.type,
    occurredAt: message.occurredAt,
    digest: eventDigest(message, sha256),
    ...(message.accountId === undefined ? {} : { accountId: message.accountId }),
  };
}

/** What is wrong with an event by itself; `at` is the JSON Pointer of the event. */
export function faultsOfEvent(
  message: OutcomeMessage,
  { reward, channels }: Pick<Configuration, 'reward' | 'channels'>,
  now: Instant,
  at: string,
): FoundFault[] {
  const faults: FoundFault[] = [];
  const rule = reward.events.find(({ type }) => type === message.type);
  if (rule === undefined) {
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
  const isContact = rule?.contact === 'attempt' || rule?.contact === 'not-connected';
  if (isContact && isAccountOutcome(message) && message.channel === undefined) {
    faults.push({
      code: 'channel-unknown',
      pointer: `${at}/channel`,
      problem: `is missing: "${message.type}" tells of a contact, which counts on its channel`,
      fix: `use one of ${channels.map(({ id }) => id).join(', ')}`,
    });
  }
  if (isAccountOutcome(message) && message.channel !== undefined) {
    const { channel } = message;
    if (!channels.some(({ id }) => id === channel)) {
      faults.push({
        code: 'channel-unknown',
        pointer: `${at}/channel`,
        problem: `"${channel}" is not a configured channel`,
        fix: `use one of ${channels.map(({ id }) => id).join(', ')}, or leave it out`,
      });
    }
  }
  return faults;
}

/** What is kept of an event with its decision or its borrower, as far as a check asks for it. */
export type KeptEvent = Pick<RecordedEvent, 'id' | 'digest' | 'occurredAt'>;

/** What is wrong with an event for the decision it names. */
export function faultsOfEventOn(
  state: Pick<DecisionState, 'decidedAt'> & { readonly events: readonly KeptEvent[] },
  event: KeptEvent,
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
  return [...faults, ...faultsAmong(state.events, event, at)];
}

/** What is wrong with an event among those that its decision, or its borrower, has already. */
export function faultsAmong(events: readonly KeptEvent[], event: KeptEvent, at: string): FoundFault[] {
  if (!events.some(({ id, digest }) => id === event.id && digest !== event.digest)) return [];
  return [
    {
      code: 'event-id-reused',
      pointer: `${at}/eventId`,
      problem: 'this event id was used for an event with another content',
      fix: 'give every event an id of its own; repeat an event only unchanged',
    },
  ];
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
