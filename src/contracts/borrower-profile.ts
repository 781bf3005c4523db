import * as z from 'zod';
import { accountFactsSchema, accountFactsViewSchema } from './account-facts.ts';
import {
  addressSchema,
  addressViewSchema,
  emailSchema,
  emailViewSchema,
  phoneSchema,
  phoneViewSchema,
} from './contact-points.ts';
import { accountIdSchema, nameSchema } from './identifiers.ts';
import { jurisdictionSchema } from './jurisdiction.ts';
import {
  consentSchema,
  consentViewSchema,
  conversationSchema,
  conversationViewSchema,
  directConsentSchema,
  directConsentViewSchema,
  holdSchema,
  holdViewSchema,
  inconvenientTimeSchema,
  inconvenientTimeViewSchema,
} from './spoken-facts.ts';

const POINTS_NOTE = 'Absent: you keep them and state what follows from them. An empty list: there are none.';

/** The body of `PUT /v1/borrowers/{id}`: all contact facts; what it leaves out is unknown and so forbids. */
export const profileRequestSchema = z
  .strictObject({
    timeZones: z.array(z.string().min(1).max(64)).max(10).meta({
      description:
        'IANA names of the places that the file states; more follow from phones and addresses. None at all forbids contact. Windows are laid out in the first.',
    }),
    consents: z.record(nameSchema, consentSchema).meta({
      description: 'Consent by channel. A channel that is left out counts as unknown and is not used.',
    }),
    holds: z.array(holdSchema).max(100).default([]).meta({
      description:
        'Do-not-contact holds: on one channel, or on all when `channel` is absent; for good, or up to `until`.',
    }),
    phones: z.array(phoneSchema).max(20).exactOptional().meta({ description: POINTS_NOTE }),
    emails: z.array(emailSchema).max(20).exactOptional().meta({ description: POINTS_NOTE }),
    addresses: z.array(addressSchema).max(20).exactOptional().meta({ description: POINTS_NOTE }),
    jurisdictions: z.array(jurisdictionSchema).max(20).exactOptional().meta({
      description: 'States and cities whose law applies beside those of phones and addresses, e.g. `US-FL`.',
    }),
    inconvenientTimes: z.array(inconvenientTimeSchema).max(50).exactOptional(),
    conversations: z.array(conversationSchema).max(100).exactOptional().meta({
      description: 'Telephone conversations, whoever called. Those that outcome events told stay on file.',
    }),
    directConsents: z.array(directConsentSchema).max(100).exactOptional().meta({
      description: 'Consents to be called again. Those that outcome events told stay on file.',
    }),
    accounts: z
      .record(accountIdSchema, accountFactsSchema)
      .refine((accounts) => Object.keys(accounts).length <= 100, { error: 'send at most 100 accounts' })
      .exactOptional()
      .meta({ description: 'What rules ask about a debt, by account id.' }),
  })
  .meta({
    id: 'BorrowerProfileRequest',
    description: 'Everything known about how a borrower may be reached.',
  });

export type ProfileRequest = z.output<typeof profileRequestSchema>;

/** The answer to `PUT` and `GET /v1/borrowers/{id}`. */
export const profileResponseSchema = z
  .strictObject({
    borrowerId: z.string(),
    version: z.int().positive(),
    filedAt: z.iso.datetime().exactOptional().meta({ description: 'When the profile was last put.' }),
    timeZones: z.array(z.string()),
    consents: z.record(z.string(), consentViewSchema),
    holds: z.array(holdViewSchema),
    phones: z.array(phoneViewSchema).exactOptional(),
    emails: z.array(emailViewSchema).exactOptional(),
    addresses: z.array(addressViewSchema).exactOptional(),
    jurisdictions: z.array(z.string()).exactOptional(),
    inconvenientTimes: z.array(inconvenientTimeViewSchema).exactOptional(),
    conversations: z.array(conversationViewSchema).exactOptional(),
    directConsents: z.array(directConsentViewSchema).exactOptional(),
    accounts: z.record(z.string(), accountFactsViewSchema).exactOptional(),
  })
  .meta({ id: 'BorrowerProfile', description: 'The contact profile on file.' });

export type ProfileResponse = z.output<typeof profileResponseSchema>;

/** The answer to `GET /v1/borrowers/{id}/contacts`. */
export const contactsResponseSchema = z
  .strictObject({
    borrowerId: z.string(),
    contacts: z.array(
      z.strictObject({
        decisionId: z.string().meta({ description: 'Empty: a contact that no decision asked for.' }),
        channel: z.string(),
        kind: z.enum(['reserved', 'sent']),
        accountId: z.string().exactOptional(),
        place: z.literal('work').exactOptional(),
        required: z.literal(true).exactOptional().meta({ description: 'The law demanded it.' }),
        connected: z
          .literal(false)
          .exactOptional()
          .meta({ description: 'The call was not connected to the number dialled.' }),
        start: z.iso.datetime(),
        end: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Contacts', description: 'Contacts made and reserved, as far back as a contact rule looks.' });

export type ContactsResponse = z.output<typeof contactsResponseSchema>;
