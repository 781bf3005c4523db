import * as z from 'zod';
import { channelIdSchema, nameSchema } from './identifiers.ts';
import { timestampSchema } from './timestamp.ts';

const timeZones = z.array(z.string().min(1).max(64)).max(10).meta({
  description:
    'IANA names of every place the file points to; windows are laid out in the first. None forbids contact.',
});

const consentStatus = z.enum(['granted', 'refused', 'unknown']);

/** As long as a decision id, a colon and an event id: what was read of a profile can be put again. */
const holdIdSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,157}$/, { error: 'send 1–157 visible ASCII characters without spaces' });

const holdSourceSchema = z
  .string()
  .regex(/^[a-z][a-z0-9:-]{0,63}$/, { error: 'name the source with a code such as borrower-request' })
  .meta({ description: 'Where the hold came from, as a code.' });

/** The body of `PUT /v1/borrowers/{id}`: all contact facts; what it leaves out is unknown and so forbids. */
export const profileRequestSchema = z
  .strictObject({
    timeZones,
    consents: z
      .record(nameSchema, z.strictObject({ status: consentStatus, since: timestampSchema.exactOptional() }))
      .meta({
        description: 'Consent by channel. A channel that is left out counts as unknown and is not used.',
      }),
    holds: z
      .array(
        z
          .strictObject({
            id: holdIdSchema,
            channel: channelIdSchema.exactOptional(),
            since: timestampSchema,
            until: timestampSchema.exactOptional(),
            source: holdSourceSchema,
          })
          .refine(({ since, until }) => until === undefined || until > since, {
            path: ['until'],
            error: 'send a time after `since`, or leave it out for a hold that does not end',
          }),
      )
      .max(100)
      .default([])
      .meta({
        description:
          'Do-not-contact holds: on one channel, or on all when `channel` is absent; for good, or up to `until`.',
      }),
  })
  .meta({
    id: 'BorrowerProfileRequest',
    description: 'Everything known about how a borrower may be reached.',
  });

/** The answer to `PUT` and `GET /v1/borrowers/{id}`. */
export const profileResponseSchema = z
  .strictObject({
    borrowerId: z.string(),
    version: z.int().positive(),
    timeZones: z.array(z.string()),
    consents: z.record(
      z.string(),
      z.strictObject({ status: consentStatus, since: z.iso.datetime().exactOptional() }),
    ),
    holds: z.array(
      z.strictObject({
        id: z.string(),
        channel: z.string().exactOptional(),
        since: z.iso.datetime(),
        until: z.iso.datetime().exactOptional(),
        source: z.string(),
      }),
    ),
  })
  .meta({ id: 'BorrowerProfile', description: 'The contact profile on file.' });

export type ProfileResponse = z.output<typeof profileResponseSchema>;

/** The answer to `GET /v1/borrowers/{id}/contacts`. */
export const contactsResponseSchema = z
  .strictObject({
    borrowerId: z.string(),
    contacts: z.array(
      z.strictObject({
        decisionId: z.string(),
        channel: z.string(),
        kind: z.enum(['reserved', 'sent']),
        start: z.iso.datetime(),
        end: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Contacts', description: 'Contacts made and reserved, as far back as a frequency cap looks.' });

export type ContactsResponse = z.output<typeof contactsResponseSchema>;
