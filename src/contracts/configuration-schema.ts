import * as z from 'zod';
import { SERVABLE_STRATEGIES } from '../core/policy/strategy.ts';
import { HOLD_REASONS } from '../core/rules/contact-profile.ts';
import { channelOrWindowId, name } from './configured-names.ts';
import { media } from './rule-parameters-schema.ts';
import { ruleSettingsSchema } from './rule-settings-schema.ts';
import { endOfDay, timeOfDay, weekdays } from './time-of-week.ts';

export const actionId = z.string().regex(/^([a-z][a-z0-9-]{0,31}@[a-z][a-z0-9-]{0,31}|no-contact)$/, {
  error: 'use <channel>@<window> or no-contact',
});
const rewardUnits = z.number().min(-8).max(8);
const hours = z
  .number()
  .positive()
  .max(24 * 90);
const share = z.number().positive().max(1);
const featureName = z.string().min(1).max(64);

const channel = z.strictObject({
  id: channelOrWindowId,
  cost: z.number().min(0).max(8),
  rewardWindowHours: hours,
  capacity: z
    .strictObject({ perDay: z.number().positive().max(1e9), perContact: z.number().positive().max(1e9) })
    .exactOptional(),
  medium: media.exactOptional(),
  automated: z.boolean().exactOptional(),
});

const scale = z.number().min(0).max(64);
const positiveScale = z.number().min(0.0001).max(64);
const scales = z.strictObject({
  noise: positiveScale,
  base: scale,
  channel: scale,
  day: scale,
  slot: scale,
  arm: positiveScale,
});

const learning = z.strictObject({
  strategy: z.enum(SERVABLE_STRATEGIES, { error: `use one of ${SERVABLE_STRATEGIES.join(', ')}` }),
  mode: z.enum(['live', 'shadow']),
  // Beyond these the Cholesky factor of A loses its digits, or what was learned its weight.
  ridge: z.number().min(0.001).max(1_000_000),
  scales: z.union([z.literal('fitted'), scales], {
    error: 'use "fitted", or noise, base, channel, day, slot and arm',
  }),
  pending: z.enum(['wait', 'overlay']).exactOptional(),
  halfLifeWeeks: z.int().min(1).max(520).exactOptional(),
});

export const exploration = z.strictObject({
  beta: z.number().min(0).max(100),
  epsilon: z.strictObject({ start: share, floor: share, halfway: z.number().positive().max(1e9) }),
  gamma: z.number().min(0).max(1_000_000),
});

const windowTemplate = z.strictObject({
  id: channelOrWindowId,
  days: weekdays,
  start: timeOfDay,
  end: endOfDay,
});

const refuse = z.strictObject({ rule: z.literal('refuse') });
const missingNumber = z.discriminatedUnion('rule', [
  refuse,
  z.strictObject({ rule: z.literal('use'), value: z.number() }),
]);
const missingText = z.discriminatedUnion('rule', [
  refuse,
  z.strictObject({ rule: z.literal('use'), value: z.string().min(1).max(64) }),
]);

const freshness = {
  maxAgeHours: z
    .number()
    .positive()
    .max(24 * 3660)
    .exactOptional(),
};

const feature = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('numeric'),
    name: featureName,
    min: z.number(),
    max: z.number(),
    center: z.number(),
    spread: z.number(),
    knots: z.array(z.number()).min(1).max(16).exactOptional(),
    missing: missingNumber,
    ...freshness,
  }),
  z.strictObject({
    kind: z.literal('categorical'),
    name: featureName,
    levels: z.array(z.string().min(1).max(64)).min(2).max(64),
    missing: missingText,
    ...freshness,
  }),
  z.strictObject({
    kind: z.literal('cyclical'),
    name: featureName,
    period: z.literal([7, 12, 24, 31]),
    missing: missingNumber,
    ...freshness,
  }),
]);

const eventRule = z.strictObject({
  type: name,
  value: rewardUnits,
  reverses: name.exactOptional(),
  hold: z.enum(['channel', 'all']).exactOptional(),
  holdOn: channelOrWindowId.exactOptional(),
  cooldownDays: z.number().positive().max(366).exactOptional(),
  reason: z.enum(HOLD_REASONS).exactOptional(),
  contact: z.enum(['attempt', 'not-connected', 'conversation', 'direct-consent']).exactOptional(),
  repeats: z.enum(['once', 'each']).exactOptional(),
  most: z.int().min(1).max(1000).exactOptional(),
});

const experiments = z.strictObject({
  fourEyesAbove: z.number().min(0).max(1),
  clusters: z.array(name).max(10).exactOptional(),
  harmBudget: z
    .array(
      z.strictObject({
        events: z.array(name).min(1).max(50),
        excess: z.number().positive().max(1e9),
        days: z.int().min(1).max(3660),
      }),
    )
    .max(20)
    .exactOptional(),
});

/** The form of `rapport.config.ts`; what fields say about each other is checked after it. */
export const configurationSchema = z.strictObject({
  model: name,
  purposes: z.array(name).min(1).max(20),
  channels: z.array(channel).min(1).max(20),
  windows: z.array(windowTemplate).min(1).max(168),
  noContact: z.strictObject({ enabled: z.boolean(), rewardWindowHours: hours }),
  horizonHours: z.number().positive().max(672),
  features: z.strictObject({
    features: z.array(feature).max(200),
    crosses: z.array(z.strictObject({ of: z.tuple([featureName, featureName]) })).max(100),
  }),
  reward: z.strictObject({
    events: z.array(eventRule).min(1).max(200),
    combine: z.enum(['sum', 'max', 'last']),
    min: rewardUnits,
    max: rewardUnits,
    defaultReward: rewardUnits,
    attribution: z.enum(['last-touch', 'linear']).exactOptional(),
  }),
  learning,
  exploration,
  fallback: z.strictObject({ order: z.array(actionId).min(1).max(3361), epsilon: share }),
  experiments,
  rules: ruleSettingsSchema,
});
