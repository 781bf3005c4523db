/** A replay schema as a user might write it: two features, two channels, one window. */
export const SCHEMA = {
  name: 'tiny',
  mode: 'logged',
  features: {
    features: [
      {
        kind: 'numeric',
        name: 'days',
        min: 0,
        max: 365,
        center: 30,
        spread: 30,
        missing: { rule: 'refuse' },
      },
      {
        kind: 'categorical',
        name: 'reply',
        levels: ['none', 'email'],
        missing: { rule: 'use', value: 'none' },
      },
    ],
    crosses: [],
  },
  action: {
    channel: { column: 'via', values: { 'E-mail': 'email', Text: 'sms' } },
    window: { fixed: 'any-time' },
  },
  reward: { column: 'result', events: { paid: { type: 'paid', value: 1 } }, nothing: ['none'] },
  propensity: { column: 'p' },
} as const;
