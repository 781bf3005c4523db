import * as z from 'zod';
import type { ChannelId, DecisionId } from '../core/identifiers.ts';
import type { ContactEntry } from '../core/rules/contact-profile.ts';
import { accountIdSchema, nameSchema } from './identifiers.ts';
import { timestampSchema } from './timestamp.ts';

/** A contact made or reserved, as files state it that carry a borrower's whole history with them. */
const pastContactSchema = z.strictObject({
  decisionId: z.string().max(64).default(''),
  channel: nameSchema,
  kind: z.enum(['reserved', 'sent']),
  accountId: accountIdSchema.exactOptional(),
  place: z.literal('work').exactOptional(),
  required: z.literal(true).exactOptional(),
  connected: z.boolean().exactOptional(),
  start: timestampSchema,
  end: timestampSchema,
});

export const pastContactsSchema = z.array(pastContactSchema).max(1000).default([]);

/** The entry that contact rules count. A call that was connected is an entry like any other. */
export function contactEntry({
  decisionId,
  channel,
  start,
  end,
  connected,
  ...same
}: z.output<typeof pastContactSchema>): ContactEntry {
  return {
    ...same,
    decisionId: decisionId as DecisionId,
    token: '',
    channel: channel as ChannelId,
    ...(connected === false ? { connected } : {}),
    interval: { start, end },
  };
}
