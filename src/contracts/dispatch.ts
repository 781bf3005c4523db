import * as z from 'zod';
import { simulatedClockSchema } from './timestamp.ts';

/** The body of `POST /v1/decisions/{id}/confirm`; may be left out. */
export const confirmRequestSchema = z
  .strictObject({ at: simulatedClockSchema })
  .meta({ id: 'ConfirmRequest', description: 'Asks at send time whether the contact may still be made.' });

/** The body of `POST /v1/decisions/{id}/void`. */
export const voidRequestSchema = z
  .strictObject({
    reason: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,63}$/, {
        error: 'give a code such as channel-outage: 1–64 lower-case letters, digits or "-"',
      })
      .meta({
        description: 'Why the contact was not made, as a code; no free text, which might hold borrower data.',
      }),
    at: simulatedClockSchema,
  })
  .meta({ id: 'VoidRequest', description: 'Says that the contact was not and will not be made.' });

/** The answer to `confirm` and `void`. */
export const dispatchResponseSchema = z
  .strictObject({
    decisionId: z.string(),
    send: z.boolean().meta({ description: 'Make the contact now, or do not.' }),
    dispatch: z.enum(['not-required', 'pending', 'confirmed', 'void']),
    reason: z.string().exactOptional().meta({ description: 'Why it is void.' }),
    rules: z
      .array(z.strictObject({ rule: z.string(), reason: z.string() }))
      .meta({ description: 'The contact rules that forbid it now.' }),
    sentAt: z.iso.datetime().exactOptional().meta({ description: 'When it was confirmed.' }),
    sendBefore: z.iso.datetime().exactOptional().meta({
      description: 'The contact must be made before this instant: rules or the send window end there.',
    }),
    points: z.array(z.string()).exactOptional().meta({
      description:
        'Ids of the numbers or addresses that may be used now; absent when the contact profile lists none.',
    }),
    windowLeftSeconds: z
      .int()
      .nonnegative()
      .exactOptional()
      .meta({ description: 'Whole seconds between the confirmation and `sendBefore`.' }),
    rewardWindowEndsAt: z.iso.datetime().exactOptional().meta({ description: 'Outcomes count until then.' }),
  })
  .meta({ id: 'DispatchResponse', description: 'Where the contact of a decision stands.' });

export type DispatchResponse = z.output<typeof dispatchResponseSchema>;
