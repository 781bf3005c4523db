import * as z from 'zod';
import { LOAN_PRODUCTS } from '../core/rules/contact-profile.ts';
import { timestampSchema } from './timestamp.ts';

/** What rules ask about one debt; the moments are read by the schema given. */
function membersWith<Moment extends z.ZodType>(moment: Moment) {
  return {
    product: z.enum(LOAN_PRODUCTS).exactOptional(),
    actor: z
      .enum(['first-party', 'third-party'])
      .exactOptional()
      .meta({ description: 'What you are to this debt, when not what the configuration says.' }),
    unpaidSince: z.iso
      .date({ error: 'send a date that the calendar has, e.g. 2026-11-01' })
      .exactOptional()
      .meta({ description: 'Local date of the earliest instalment that is due and unpaid.' }),
    current: z
      .literal(true, { error: 'send true, or leave it out when something is past due or nobody knows' })
      .exactOptional()
      .meta({ description: 'Nothing is past due.' }),
    inCollection: z.boolean().exactOptional().meta({ description: 'In debt collection procedures.' }),
    liveContactAt: z
      .exactOptional(moment)
      .meta({ description: 'When live contact was last made: 12 CFR 1024.39(a).' }),
    writtenNoticeAt: z
      .exactOptional(moment)
      .meta({ description: 'When the written early intervention notice was last sent: 12 CFR 1024.39(b).' }),
  };
}

/** What a servicer states of one debt. What is left out is unknown, and then the rules apply. */
export const accountFactsSchema = z
  .strictObject(membersWith(timestampSchema))
  .refine(({ unpaidSince, current }) => unpaidSince === undefined || current === undefined, {
    path: ['current'],
    error: 'remove it or unpaidSince: one says that nothing is past due, the other that something is',
  });

/** The same as answers show it. */
export const accountFactsViewSchema = z.strictObject(membersWith(z.iso.datetime()));
