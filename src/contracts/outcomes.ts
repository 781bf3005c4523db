import * as z from 'zod';
import { decisionIdSchema, eventIdSchema, nameSchema } from './identifiers.ts';
import { simulatedClockSchema, timestampSchema } from './timestamp.ts';

const members = {
  eventId: eventIdSchema.meta({ description: 'Your own id of the event: the same id is counted once.' }),
  decisionId: decisionIdSchema,
  type: nameSchema.meta({ description: 'One of the configured event types, e.g. `delivered` or `payment`.' }),
  occurredAt: timestampSchema,
};

/** One outcome event: an element of `events`, and the body of a message on the outcomes queue. */
export const outcomeEventSchema = z
  .strictObject(members)
  .meta({ id: 'OutcomeEvent', description: 'Something that happened after a decision.' });

const oneOutcomeSchema = z.strictObject({ ...members, at: simulatedClockSchema });

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
