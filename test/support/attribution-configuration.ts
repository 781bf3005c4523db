import type { Configuration } from '../../src/core/configuration.ts';
import { NO_CONTACT } from '../../src/core/identifiers.ts';
import type { AttributionRule } from '../../src/core/reward/reward-rule.ts';
import { SMALL_CONFIGURATION } from './small-configuration.ts';

/** The small configuration with reversals of reversals, a cap and no limit to contacts, so that facts don't depend on order. */
export function attributionConfiguration(attribution: AttributionRule = 'last-touch'): Configuration {
  return {
    ...SMALL_CONFIGURATION,
    reward: {
      events: [
        { type: 'opened', value: 0.25 },
        { type: 'payment', value: 1, repeats: 'each', most: 2 },
        { type: 'payment-returned', value: -0.125, reverses: 'payment' },
        { type: 'return-cancelled', value: 0, reverses: 'payment-returned' },
        { type: 'promise-to-pay', value: 0.375 },
        { type: 'promise-kept', value: 0.5, reverses: 'promise-to-pay' },
        { type: 'unsubscribed', value: -1, hold: 'channel' },
        { type: 'complaint', value: -2, hold: 'all' },
      ],
      combine: 'sum',
      min: -4,
      max: 4,
      defaultReward: -0.0625,
      attribution,
    },
    // Doing nothing is decided for often, where a request does not exclude it.
    fallback: { order: [NO_CONTACT], epsilon: 0.25 },
    rules: { ...SMALL_CONFIGURATION.rules, caps: [] },
  };
}
