import * as z from 'zod';
import { accountIdSchema, borrowerIdSchema, nameSchema } from './identifiers.ts';
import { simulatedClockSchema } from './timestamp.ts';

/** What is known about a borrower: at most 200 features by name. */
export const contextSchema = z
  .record(
    z.string().min(1).max(64),
    z.union([z.number(), z.string().max(200)], {
      error: 'a finite number or a text of at most 200 characters',
    }),
  )
  .refine((context) => Object.keys(context).length <= 200, { error: 'send at most 200 features' });

/** The body of `POST /v1/decisions`. */
export const decisionRequestSchema = z
  .strictObject({
    borrower: z.strictObject({
      id: borrowerIdSchema.meta({ description: 'Your own id of the borrower.' }),
      accountId: accountIdSchema.meta({ description: 'The debt it is about.' }).exactOptional(),
      clusters: z
        .record(nameSchema, accountIdSchema)
        .refine((clusters) => Object.keys(clusters).length <= 8, { error: 'send at most 8 clusters' })
        .meta({
          description:
            'What the borrower shares with others, by kind, e.g. `{"household": "h-12", "branch": "b-7"}`: experiments may ' +
            'assign all of them together.',
        })
        .exactOptional(),
    }),
    purpose: nameSchema.meta({ description: 'One of the configured purposes, e.g. `servicing`.' }),
    context: contextSchema.meta({
      description:
        'What is known about the borrower now, by feature name: numbers, or levels of categorical features. What is left out is taken from the feature record while that is fresh; else the missing rule of the feature applies.',
    }),
    actions: z
      .strictObject({
        exclude: z
          .array(
            z
              .string()
              .regex(/^[a-z0-9@-]{1,130}$/, { error: 'name a channel, a window or <channel>@<window>' }),
          )
          .max(400)
          .meta({ description: 'Channels, windows or actions to leave out; narrows, never widens.' })
          .exactOptional(),
      })
      .exactOptional(),
    horizonHours: z
      .number()
      .positive()
      .max(672)
      .meta({ description: 'Only windows that start within so many hours.' })
      .exactOptional(),
    requireConfirm: z.boolean().default(false).meta({
      description: 'Hold the contact until `confirm` has run the contact rules again at send time.',
    }),
    at: simulatedClockSchema,
  })
  .meta({
    id: 'DecisionRequest',
    description: 'A question: whether, on which channel and when to contact a borrower.',
  });

export type DecisionRequest = z.output<typeof decisionRequestSchema>;
