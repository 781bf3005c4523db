import * as z from 'zod';
import { HOLD_REASONS } from '../core/rules/contact-profile.ts';
import { accountIdSchema, channelIdSchema } from './identifiers.ts';
import { timestampSchema } from './timestamp.ts';

/** As long as a decision id, a colon and an event id: what was read of a profile can be put again. */
const factIdSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,157}$/, { error: 'send 1–157 visible ASCII characters without spaces' });

const sourceSchema = z
  .string()
  .regex(/^[a-z][a-z0-9:-]{0,63}$/, { error: 'name the source with a code such as borrower-request' });

const consentStatus = z.enum(['granted', 'refused', 'unknown']);
const consentForm = z.enum(['written', 'oral', 'implied']);

const END_AFTER_BEGINNING = { path: ['until'], error: 'send a time after the beginning' };

/** What the borrower said about one channel. */
export const consentSchema = z
  .strictObject({
    status: consentStatus,
    since: timestampSchema.exactOptional(),
    until: timestampSchema
      .exactOptional()
      .meta({ description: 'The first instant at which it no longer holds.' }),
    confirmedAt: timestampSchema
      .exactOptional()
      .meta({ description: 'When the borrower last confirmed it or used the channel.' }),
    form: consentForm
      .exactOptional()
      .meta({ description: 'How it was given; an electronic signature is `written`.' }),
    source: sourceSchema.exactOptional().meta({ description: 'Where it comes from, as a code.' }),
  })
  .refine(
    ({ since, until }) => since === undefined || until === undefined || until > since,
    END_AFTER_BEGINNING,
  );

export const holdSchema = z
  .strictObject({
    id: factIdSchema,
    reason: z
      .enum(HOLD_REASONS)
      .exactOptional()
      .meta({ description: 'Why it is on file; absent: `do-not-contact`.' }),
    accountId: accountIdSchema
      .exactOptional()
      .meta({ description: 'The one debt that it is about; absent: the person.' }),
    channel: channelIdSchema.exactOptional(),
    since: timestampSchema,
    until: timestampSchema.exactOptional(),
    source: sourceSchema.meta({ description: 'Where the hold came from, as a code.' }),
  })
  .refine(({ since, until }) => until === undefined || until > since, {
    path: ['until'],
    error: 'send a time after `since`, or leave it out for a hold that does not end',
  });

/** A telephone conversation, whoever called. */
export const conversationSchema = z.strictObject({
  id: factIdSchema,
  at: timestampSchema,
  accountId: accountIdSchema
    .exactOptional()
    .meta({ description: 'The one debt that it was about; absent: all.' }),
});

/** The borrower’s consent to be called again: 12 CFR 1006.14(b)(3)(i). */
export const directConsentSchema = z
  .strictObject({
    id: factIdSchema,
    at: timestampSchema,
    until: timestampSchema.exactOptional().meta({ description: 'Ends it earlier than seven days.' }),
    accountId: accountIdSchema
      .exactOptional()
      .meta({ description: 'The one debt that it is about; absent: all.' }),
  })
  .refine(({ at, until }) => until === undefined || until > at, END_AFTER_BEGINNING);

const timeOfDay = z
  .string()
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'use HH:MM from 00:00 to 23:59' });
const endOfDay = z
  .string()
  .regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, { error: 'use HH:MM from 00:00 to 24:00' });
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** When the borrower has said not to be contacted: 12 CFR 1006.6(b)(1)(i). */
export const inconvenientTimeSchema = z
  .strictObject({
    days: z.array(weekday).min(1).max(7).exactOptional().meta({
      description: 'Absent: every day. Of a stretch over midnight, the day on which it begins.',
    }),
    start: timeOfDay,
    end: endOfDay.meta({ description: 'At or before `start`: of the next day.' }),
    channel: channelIdSchema
      .exactOptional()
      .meta({ description: 'Only on channels of this one’s medium; absent: on all.' }),
  })
  .refine(({ start, end }) => start !== end, {
    path: ['end'],
    error: 'send another time than `start`; a whole day runs from 00:00 to 24:00',
  });

const momentSchema = z.iso.datetime();

/** The same as answers show them. */
export const consentViewSchema = z.strictObject({
  status: consentStatus,
  since: momentSchema.exactOptional(),
  until: momentSchema.exactOptional(),
  confirmedAt: momentSchema.exactOptional(),
  form: consentForm.exactOptional(),
  source: z.string().exactOptional(),
});

export const holdViewSchema = z.strictObject({
  id: z.string(),
  reason: z.enum(HOLD_REASONS).exactOptional(),
  accountId: z.string().exactOptional(),
  channel: z.string().exactOptional(),
  since: momentSchema,
  until: momentSchema.exactOptional(),
  source: z.string(),
});

export const conversationViewSchema = z.strictObject({
  id: z.string(),
  at: momentSchema,
  accountId: z.string().exactOptional(),
});

export const directConsentViewSchema = z.strictObject({
  id: z.string(),
  at: momentSchema,
  until: momentSchema.exactOptional(),
  accountId: z.string().exactOptional(),
});

export const inconvenientTimeViewSchema = z.strictObject({
  days: z.array(weekday).exactOptional(),
  start: z.string(),
  end: z.string(),
  channel: z.string().exactOptional(),
});
