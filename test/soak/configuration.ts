import shipped from '../../rapport.config.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { ModelId } from '../../src/core/identifiers.ts';

/** What the outcomes of the soak test are worth; an event with a base takes that one back. */
export const OUTCOMES = [
  { type: 'delivered', value: 0 },
  { type: 'opened', value: 0.0625 },
  { type: 'clicked', value: 0.125 },
  { type: 'replied', value: 0.25 },
  { type: 'payment', value: 1 },
  { type: 'payment-returned', value: -0.125, reverses: 'payment' },
  { type: 'promise-to-pay', value: 0.375 },
  { type: 'promise-broken', value: -0.125, reverses: 'promise-to-pay' },
  { type: 'unsubscribed', value: -0.5, hold: 'channel' },
  { type: 'complaint', value: -2, hold: 'all' },
] as const;

export const LEAST_REWARD = -2;
export const LARGEST_REWARD = 2;

/** The shipped channels, windows and rules, with features and rewards of the test's own: its oracle knows them by heart. */
export const SOAK_CONFIGURATION: Configuration = {
  ...shipped,
  model: 'soak' as ModelId,
  features: {
    features: [
      {
        kind: 'numeric',
        name: 'daysPastDue',
        min: 0,
        max: 180,
        center: 30,
        spread: 30,
        missing: { rule: 'refuse' },
      },
      {
        kind: 'numeric',
        name: 'balanceUsd',
        min: 0,
        max: 50_000,
        center: 8_000,
        spread: 8_000,
        missing: { rule: 'refuse' },
      },
      {
        kind: 'categorical',
        name: 'lastOpenedChannel',
        levels: ['none', 'email', 'sms', 'call'],
        missing: { rule: 'use', value: 'none' },
      },
      { kind: 'cyclical', name: 'dayOfMonth', period: 31, missing: { rule: 'refuse' } },
    ],
    crosses: [],
  },
  reward: {
    events: [...OUTCOMES],
    combine: 'sum',
    min: LEAST_REWARD,
    max: LARGEST_REWARD,
    defaultReward: 0,
  },
  // The house allows more than the law does here, so that the law's own limits bind.
  rules: {
    ...shipped.rules,
    caps: [{ id: 'house-contact-frequency@1', limit: 12, days: 7 }],
  },
};
