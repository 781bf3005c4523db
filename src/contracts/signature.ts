import * as z from 'zod';
import type { Signature } from '../core/experiment/policy-book.ts';
import { simulatedClockSchema } from './timestamp.ts';

/** Who asks for a change and why: part of every request that changes what is served to whom. */
export const signed = {
  author: z.string().trim().min(1).max(200).meta({ description: 'Who asks for it; kept with the change.' }),
  reason: z.string().trim().min(1).max(2000).meta({ description: 'Why; kept with the change.' }),
  at: simulatedClockSchema,
};

/** A request that says no more than who wants it and why. */
export const signedRequestSchema = z.strictObject(signed).meta({ id: 'SignedRequest' });

/** @param caller As whom the gateway let them in; undefined where it knows nobody. */
export function signatureOf(
  { author, reason }: { readonly author: string; readonly reason: string },
  caller?: string,
): Signature {
  return { author, reason, ...(caller === undefined ? {} : { caller }) };
}

/** A signature as the API tells it. */
export const signatureSchema = z.strictObject({
  author: z.string(),
  reason: z.string(),
  caller: z
    .string()
    .exactOptional()
    .meta({ description: 'As whom the gateway let them in. Absent: signed on the command line.' }),
});
