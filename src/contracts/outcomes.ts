import * as z from 'zod';
import type { BorrowerId, ChannelId, DecisionId, EventId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import {
  accountIdSchema,
  borrowerIdSchema,
  channelIdSchema,
  decisionIdSchema,
  eventIdSchema,
  nameSchema,
} from './identifiers.ts';
import { simulatedClockSchema, timestampSchema } from './timestamp.ts';

const members = {
  eventId: eventIdSchema.meta({ description: 'Your own id of the event: the same id is counted once.' }),
  decisionId: decisionIdSchema.exactOptional().meta({ description: 'The decision that the event came of.' }),
  borrowerId: borrowerIdSchema.exactOptional().meta({
    description: 'Whom the event is about, where no decision is known: it is attributed by the reward rule.',
  }),
  accountId: accountIdSchema.exactOptional().meta({
    description: 'Beside borrowerId: only decisions for this account, or for none, can have to do with it.',
  }),
  channel: channelIdSchema.exactOptional().meta({
    description: 'Beside borrowerId: what a hold that the event asks for is on. Absent: on all channels.',
  }),
  type: nameSchema.meta({ description: 'One of the configured event types, e.g. `delivered` or `payment`.' }),
  occurredAt: timestampSchema,
};

/** Either half of an event: it names a decision, or a borrower. */
type OutcomeEvent = {
  readonly eventId: EventId;
  readonly type: string;
  readonly occurredAt: Instant;
} & (
  | { readonly decisionId: DecisionId }
  | { readonly borrowerId: BorrowerId; readonly accountId?: string; readonly channel?: ChannelId }
);

interface EventMembers {
  readonly eventId: EventId;
  readonly decisionId?: DecisionId;
  readonly borrowerId?: BorrowerId;
  readonly accountId?: string;
  readonly channel?: ChannelId;
  readonly type: string;
  readonly occurredAt: Instant;
}

/** What JSON Schema can say of it. */
const EXACTLY_ONE = { oneOf: [{ required: ['decisionId'] }, { required: ['borrowerId'] }] };

/** One outcome event: an element of `events`, and the body of a message on the outcomes queue. */
export const outcomeEventSchema = z
  .strictObject(members)
  .meta({
    id: 'OutcomeEvent',
    description: 'Something that happened: after the decision it names, or to the borrower it names.',
    ...EXACTLY_ONE,
  })
  .superRefine(nameOne)
  .transform(eventOf);

const oneOutcomeSchema = z
  .strictObject({ ...members, at: simulatedClockSchema })
  .meta(EXACTLY_ONE)
  .superRefine(nameOne)
  .transform(({ at, ...event }) => ({ ...eventOf(event), ...(at === undefined ? {} : { at }) }));

const manyOutcomesSchema = z.strictObject({
  events: z.array(outcomeEventSchema).min(1).max(100),
  at: simulatedClockSchema,
});

/** The body of `POST /v1/outcomes` as the API document shows it; read it with the schema of {@link outcomesSchemaFor}. */
export const outcomesRequestSchema = z.union([oneOutcomeSchema, manyOutcomesSchema]).meta({
  id: 'OutcomesRequest',
  description: 'One event, or `events` with up to 100. All are accepted or none.',
});

/** The half of the union that a body means, so that its problems are those of that half and not of both. */
export function outcomesSchemaFor(body: unknown): typeof oneOutcomeSchema | typeof manyOutcomesSchema {
  const many = typeof body === 'object' && body !== null && Object.hasOwn(body, 'events');
  return many ? manyOutcomesSchema : oneOutcomeSchema;
}

function nameOne(event: EventMembers, context: z.RefinementCtx): void {
  const refuse = (member: keyof EventMembers, message: string) =>
    context.addIssue({ code: 'custom', path: [member], message });
  if (event.decisionId === undefined && event.borrowerId === undefined) {
    context.addIssue({
      code: 'invalid_union',
      errors: [],
      path: ['decisionId'],
      message: 'the decisionId of an earlier answer or, where no decision is known, a borrowerId instead',
    });
  }
  if (event.decisionId === undefined) return;
  if (event.borrowerId !== undefined) {
    refuse('borrowerId', 'send either decisionId or borrowerId: the decision knows its borrower');
  }
  if (event.accountId !== undefined)
    refuse('accountId', 'remove it, or send borrowerId instead of decisionId');
  if (event.channel !== undefined) refuse('channel', 'remove it, or send borrowerId instead of decisionId');
}

function eventOf({ decisionId, borrowerId, accountId, channel, ...facts }: EventMembers): OutcomeEvent {
  if (decisionId !== undefined) return { ...facts, decisionId };
  return {
    ...facts,
    borrowerId: borrowerId as BorrowerId,
    ...(accountId === undefined ? {} : { accountId }),
    ...(channel === undefined ? {} : { channel }),
  };
}

/** The answer to `POST /v1/outcomes`: the events are durable and will be counted. */
export const outcomesResponseSchema = z
  .strictObject({
    accepted: z.int().nonnegative(),
    duplicates: z
      .int()
      .nonnegative()
      .meta({ description: 'Events of this request that repeat another one of it or of an earlier one.' }),
    erased: z
      .int()
      .nonnegative()
      .meta({ description: 'Events of decisions that were erased with their borrower; they are dropped.' }),
  })
  .meta({ id: 'OutcomesResponse', description: 'What was taken in.' });
