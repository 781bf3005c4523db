import * as z from 'zod';
import { HOLIDAY_CALENDARS } from '../core/places/holidays.ts';
import { HOLD_REASONS } from '../core/rules/contact-profile.ts';
import type { ContactRule } from '../core/rules/rule.ts';
import { isTimeZone } from '../core/time/zoned-time.ts';
import { endOfDay, timeOfDay, weekdays } from './time-of-week.ts';

export const media = z.enum(['call', 'text', 'email', 'mail', 'push']);
const days = z.int().min(1).max(3660);
const reasons = z.array(z.enum(HOLD_REASONS));
const exclusions = z.array(z.enum(['prior-consent', 'unconnected']));

const hours = z
  .strictObject({ days: weekdays, start: timeOfDay, end: endOfDay })
  .refine(({ start, end }) => start < end, { error: 'let the end come after the start, on the same day' });
const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'use the IANA name of a time zone, e.g. America/New_York' });

const contactPoint = z.strictObject({
  fact: z.literal('contact-point'),
  problem: z.enum([
    'work-place',
    'work-email',
    'wrong-party',
    'reassigned',
    'no-text',
    'do-not-call',
    'registry-unchecked',
  ]),
  withinDays: days.exactOptional(),
});
const hold = z.strictObject({
  fact: z.literal('hold'),
  reasons: reasons.min(1),
  reach: z.enum(['channel', 'media', 'person']),
});

/** What a rule of each kind may have as parameters: the same as its type, with limits. */
export const ruleParametersSchemas = {
  window: z.strictObject({
    hours: z.union([z.literal('stated'), z.array(hours)], {
      error: 'use "stated", or a list of days, start and end',
    }),
    alsoZones: z.array(timeZone).exactOptional(),
  }),
  cap: z.strictObject({
    limit: z.int().min(0).max(1000),
    days,
    counts: z.enum(['attempts', 'conversations', 'communications']),
    together: z.array(media).min(1),
    unit: z.enum(['person', 'debt', 'account', 'number']),
    place: z.literal('work').exactOptional(),
    exclusions,
  }),
  cooldown: z.strictObject({
    days,
    after: z.literal('conversation'),
    unit: z.enum(['person', 'debt']),
    exclusions,
  }),
  consent: z.strictObject({
    form: z.literal('written').exactOptional(),
    maxAgeDays: days.exactOptional(),
    orReassignedCheckDays: days.exactOptional(),
  }),
  suppression: z.strictObject({ when: z.discriminatedUnion('fact', [hold, contactPoint]) }),
  holiday: z.strictObject({ calendar: z.enum(HOLIDAY_CALENDARS) }),
  obligation: z
    .strictObject({
      duty: z.enum(['live-contact', 'written-notice']),
      by: z.array(media).min(1),
      fromDay: z.int().min(0).max(366),
      byDay: z.int().min(0).max(366),
      again: z.union([z.literal('due-date'), z.strictObject({ days })], {
        error: 'use "due-date" or a number of days',
      }),
      efforts: z.int().min(1).max(1000).exactOptional(),
      unlessHeld: reasons,
    })
    .refine(({ fromDay, byDay }) => fromDay <= byDay, {
      path: ['byDay'],
      error: 'let it be no earlier than fromDay',
    }),
} as const satisfies Readonly<Record<ContactRule['kind'], z.ZodObject>>;
