import * as z from 'zod';
import type { Erasure } from '../app/ports/erasure-book.ts';
import { formatInstant } from '../core/time/instant.ts';

export const erasureIdSchema = z
  .string()
  .regex(/^e_[\x21-\x7e]{1,126}$/, { error: 'send the erasureId of an earlier answer' });

/** The answer to `DELETE /v1/borrowers/{id}` and `GET /v1/erasures/{id}`. */
export const erasureResponseSchema = z
  .strictObject({
    erasureId: z.string(),
    status: z.enum(['open', 'complete']).meta({
      description:
        '`complete`: nothing of the borrower is left in tables, statistics, log or parked messages.',
    }),
    requestedAt: z.string(),
    completedAt: z.string().exactOptional(),
    decisions: z
      .int()
      .nonnegative()
      .meta({ description: 'Decisions erased so far, withheld ones included.' }),
  })
  .meta({ id: 'Erasure', description: 'The receipt for an erasure; it names nobody.' });

export type ErasureResponse = z.output<typeof erasureResponseSchema>;

export function erasureResponse({ id, requestedAt, completedAt, decisions, open }: Erasure): ErasureResponse {
  return {
    erasureId: id,
    status: open === undefined ? 'complete' : 'open',
    requestedAt: formatInstant(requestedAt),
    ...(completedAt === undefined ? {} : { completedAt: formatInstant(completedAt) }),
    decisions,
  };
}
