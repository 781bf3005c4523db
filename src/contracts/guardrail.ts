import * as z from 'zod';
import { name } from './configured-names.ts';

const share = z.number().gt(0).lt(1);
const timesControl = z
  .number()
  .gt(1)
  .max(1000)
  .meta({ description: 'Stop a variant when it surely does so many times as much harm as the control.' });
const base = {
  id: name,
  level: share
    .default(0.05)
    .meta({ description: 'How often, at most, a harmless variant is stopped by it, over all looks.' }),
};

/** A harm that no variant may do more of than declared. */
export const guardrailSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      ...base,
      kind: z.literal('harm').meta({ description: 'Borrowers with at least one event of these types.' }),
      events: z.array(name).min(1).max(50),
      mostTimesControl: timesControl.exactOptional(),
      mostRate: share
        .meta({ description: 'Stop a variant when surely more than this share of its borrowers is harmed.' })
        .exactOptional(),
    }),
    z.strictObject({
      ...base,
      kind: z.literal('intensity').meta({ description: 'Contacts per borrower.' }),
      mostTimesControl: timesControl,
    }),
    z.strictObject({
      ...base,
      kind: z.literal('latency').meta({ description: 'Decisions that took longer than they may.' }),
      slowerThanMs: z.number().positive().max(60_000),
      mostRate: share,
    }),
  ],
  { error: 'an object whose kind is harm, intensity or latency' },
);
