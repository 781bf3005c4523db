import type { Configuration } from '../../src/core/configuration.ts';
import type { ActionId, ChannelId, ModelId, WindowId } from '../../src/core/identifiers.ts';

/** Two channels, two windows and no contact: small enough to reason about by hand. */
export const SMALL_CONFIGURATION: Configuration = {
  model: 'small' as ModelId,
  purposes: ['servicing'],
  channels: [
    { id: 'email' as ChannelId, cost: 0.01, rewardWindowHours: 72 },
    { id: 'call' as ChannelId, cost: 0.25, rewardWindowHours: 48 },
  ],
  windows: [
    {
      id: 'morning' as WindowId,
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      start: '09:00',
      end: '12:00',
    },
    {
      id: 'evening' as WindowId,
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      start: '17:00',
      end: '20:00',
    },
  ],
  noContact: { enabled: true, rewardWindowHours: 72 },
  horizonHours: 48,
  features: {
    features: [
      {
        kind: 'numeric',
        name: 'daysPastDue',
        min: 0,
        max: 365,
        center: 30,
        spread: 30,
        missing: { rule: 'refuse' },
      },
      {
        kind: 'categorical',
        name: 'lastOpenedChannel',
        levels: ['none', 'email', 'call'],
        missing: { rule: 'use', value: 'none' },
      },
    ],
    crosses: [],
  },
  reward: {
    events: [
      { type: 'opened', value: 0.25 },
      { type: 'payment', value: 1 },
      { type: 'payment-returned', value: 0, reverses: 'payment' },
      { type: 'unsubscribed', value: -1, hold: 'channel' },
      { type: 'wrong-party', value: -1, hold: 'all' },
      { type: 'conversation', value: 0.5, hold: 'channel', cooldownDays: 7 },
    ],
    combine: 'sum',
    min: -2,
    max: 2,
    defaultReward: 0,
  },
  learning: { strategy: 'pooled-linucb', mode: 'live', ridge: 1, scales: 'fitted' },
  exploration: { beta: 3, epsilon: { start: 0.1, floor: 0.1, halfway: 1000 }, gamma: 10 },
  fallback: { order: ['email@morning' as ActionId], epsilon: 0.2 },
  experiments: { fourEyesAbove: 0.1 },
  rules: {
    quietHours: { id: 'quiet-hours@1', start: '08:00', end: '21:00' },
    caps: [{ id: 'house-contact-frequency@1', limit: 2, days: 7 }],
    minimumWindowMinutes: 15,
  },
};
