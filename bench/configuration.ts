import type { Configuration, Weekday } from '../src/core/configuration.ts';
import type { Feature } from '../src/core/features/feature-schema.ts';
import type { ActionId, ChannelId, ModelId, WindowId } from '../src/core/identifiers.ts';

const CHANNELS = ['email', 'sms', 'call', 'push', 'letter', 'voicemail'];
const DAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SLOTS = [
  ['morning', '08:00', '11:00'],
  ['midday', '11:00', '14:00'],
  ['afternoon', '14:00', '17:00'],
  ['evening', '17:00', '20:00'],
] as const;

/** 39 columns and the intercept: numbers, levels and two circles, as a servicer's contexts have. */
const features: Feature[] = [
  ...Array.from(
    { length: 14 },
    (_, index): Feature => ({
      kind: 'numeric',
      name: `measure${index}`,
      min: 0,
      max: 100,
      center: 50,
      spread: 25,
      missing: { rule: 'refuse' },
    }),
  ),
  ...Array.from(
    { length: 3 },
    (_, index): Feature => ({
      kind: 'categorical',
      name: `group${index}`,
      levels: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
      missing: { rule: 'refuse' },
    }),
  ),
  { kind: 'cyclical', name: 'month', period: 12, missing: { rule: 'refuse' } },
  { kind: 'cyclical', name: 'dayOfMonth', period: 31, missing: { rule: 'refuse' } },
];

/** The grid of the targets: 6 channels × 28 windows = 168 actions, 40 features. */
export const GRID: Configuration = {
  model: 'bench' as ModelId,
  purposes: ['servicing'],
  channels: CHANNELS.map((id) => ({ id: id as ChannelId, cost: 0.01, rewardWindowHours: 72 })),
  windows: DAYS.flatMap((day) =>
    SLOTS.map(([slot, start, end]) => ({ id: `${day}-${slot}` as WindowId, days: [day], start, end })),
  ),
  noContact: { enabled: false, rewardWindowHours: 72 },
  horizonHours: 168,
  features: { features, crosses: [] },
  reward: {
    events: [{ type: 'payment', value: 1 }],
    combine: 'sum',
    min: 0,
    max: 1,
    defaultReward: 0,
  },
  learning: { strategy: 'pooled-linucb', mode: 'live', ridge: 1, scales: 'fitted' },
  exploration: { beta: 8, epsilon: { start: 0.02, floor: 0.002, halfway: 50 }, gamma: 10 },
  fallback: { order: ['email@mon-morning' as ActionId], epsilon: 0.1 },
  experiments: { fourEyesAbove: 0.1 },
  rules: {
    quietHours: { id: 'quiet-hours@1', start: '08:00', end: '21:00' },
    caps: [{ id: 'house-contact-frequency@1', limit: 3, days: 7 }],
    minimumWindowMinutes: 15,
  },
};
