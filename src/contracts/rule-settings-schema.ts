import * as z from 'zod';
import { channelOrWindowId, name, ruleId } from './configured-names.ts';
import { endOfDay, timeOfDay } from './time-of-week.ts';

const frequencyCap = z.strictObject({
  id: ruleId,
  channels: z.array(channelOrWindowId).min(1).exactOptional(),
  limit: z.int().min(1).max(1000),
  days: z.int().min(1).max(365),
});

const acknowledgement = z.strictObject({
  by: z.string().trim().min(1).max(100),
  on: z.iso.date({ error: 'use a date that exists, as YYYY-MM-DD' }),
  reason: z.string().trim().min(10).max(1000),
});

const override = z.strictObject({
  rule: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, {
    error: 'use the id of a rule without its version, e.g. us-fed-regf-call-frequency',
  }),
  enabled: z.enum(['on', 'off']).exactOptional(),
  // What it may hold depends on the kind of the rule: checked where the packs are known.
  parameters: z.record(z.string().max(64), z.unknown()).exactOptional(),
  acknowledged: acknowledgement.exactOptional(),
});

/** The form of the contact rules' settings. */
export const ruleSettingsSchema = z.strictObject({
  quietHours: z.strictObject({ id: ruleId, start: timeOfDay, end: endOfDay }),
  caps: z.array(frequencyCap).max(50),
  minimumWindowMinutes: z.number().min(0).max(1440),
  packs: z
    .array(z.enum(['us-federal', 'us-states-and-cities', 'house']))
    .max(3)
    .exactOptional(),
  actor: z.enum(['first-party', 'third-party']).exactOptional(),
  thirdPartyRulesForAll: z.boolean().exactOptional(),
  purposes: z.record(name, z.enum(['servicing', 'collection', 'solicitation', 'required'])).exactOptional(),
  overrides: z.array(override).max(200).exactOptional(),
});
