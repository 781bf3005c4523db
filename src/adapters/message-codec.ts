import {
  type CreditMessage,
  isAccountOutcome,
  type LogMessage,
  type OutcomeMessage,
} from '../app/ports/messages.ts';
import { InvalidInputError } from '../core/errors.ts';
import type { FeatureObservation } from '../core/features/feature-record.ts';
import type { BorrowerId, ChannelId, DecisionId, EventId } from '../core/identifiers.ts';
import { formatInstant, parseInstant } from '../core/time/instant.ts';
import type { UtcDate } from '../core/time/utc-date.ts';

/** How a message looks on the wire. `parse` reads what `serialize` wrote; consumers validate with the contracts. */
export interface MessageCodec<Message> {
  serialize(message: Message): string;
  /** @throws {InvalidInputError} `message-unreadable`, without the body. */
  parse(body: string): Message;
}

/**
 * The HTTP API's event: `{"eventId","decisionId","type","occurredAt"}`, or with `borrowerId` and perhaps `accountId` and
 * `channel` instead of the decision; the time in RFC 3339.
 */
export const outcomeCodec: MessageCodec<OutcomeMessage> = {
  serialize(message) {
    const { eventId, type } = message;
    const occurredAt = formatInstant(message.occurredAt);
    if (!isAccountOutcome(message)) {
      return asciiJson({ eventId, decisionId: message.decisionId, type, occurredAt });
    }
    const { borrowerId, accountId, channel } = message;
    return asciiJson({ eventId, borrowerId, accountId, channel, type, occurredAt });
  },
  parse(body) {
    const fields = parseTexts(body);
    const facts = {
      eventId: text(fields, 'eventId') as EventId,
      type: text(fields, 'type'),
      occurredAt: parseInstant(text(fields, 'occurredAt')),
    };
    if (!fields.has('borrowerId')) {
      return { ...facts, decisionId: text(fields, 'decisionId') as DecisionId };
    }
    return {
      ...facts,
      borrowerId: text(fields, 'borrowerId') as BorrowerId,
      ...(fields.has('accountId') ? { accountId: text(fields, 'accountId') } : {}),
      ...(fields.has('channel') ? { channel: text(fields, 'channel') as ChannelId } : {}),
    };
  },
};

/** `{"decisionId"}`. */
export const creditCodec: MessageCodec<CreditMessage> = {
  serialize: ({ decisionId }) => asciiJson({ decisionId }),
  parse: (body) => ({ decisionId: text(parseTexts(body), 'decisionId') as DecisionId }),
};

/** What a feed puts on the queue: `{"borrowerId","observedAt","features"}`, the time in RFC 3339. */
export const featureCodec: MessageCodec<FeatureObservation> = {
  serialize: ({ borrowerId, observedAt, features }) =>
    asciiJson({ borrowerId, observedAt: formatInstant(observedAt), features }),
  parse(body) {
    const fields = parseTexts(body);
    return {
      borrowerId: text(fields, 'borrowerId') as BorrowerId,
      observedAt: parseInstant(text(fields, 'observedAt')),
      features: Object(fields.get('features')),
    };
  },
};

/** `{"decisionId","day"}`. */
export const logCodec: MessageCodec<LogMessage> = {
  serialize: ({ decisionId, day }) => asciiJson({ decisionId, day }),
  parse(body) {
    const fields = parseTexts(body);
    return { decisionId: text(fields, 'decisionId') as DecisionId, day: text(fields, 'day') as UtcDate };
  },
};

/** JSON with every character beyond ASCII escaped: SQS refuses some that an id may well have, e.g. U+FFFF. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parseTexts(body: string): ReadonlyMap<string, unknown> {
  try {
    return new Map(Object.entries(JSON.parse(body)));
  } catch (cause) {
    throw unreadable('is no JSON object', cause);
  }
}

function text(fields: ReadonlyMap<string, unknown>, name: string): string {
  const value = fields.get(name);
  if (typeof value !== 'string') throw unreadable(`lacks the text "${name}"`);
  return value;
}

function unreadable(why: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError('message-unreadable', `A message ${why}.`, { cause });
}
