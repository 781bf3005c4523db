import { describe, expect, test } from 'vitest';
import shipped from '../../../rapport.config.ts';
import { type ConfigurationInput, defineConfiguration } from '../../../src/contracts/configuration.ts';
import { InvalidInputError } from '../../../src/core/errors.ts';
import { makeEncoder } from '../../../src/core/features/encoder.ts';
import { DEFAULT_SCALES } from '../../../src/core/pooling/default-scales.ts';

type Changes = { readonly [Key in keyof ConfigurationInput]?: ConfigurationInput[Key] };

/** A budget names event types, so that most changes of the reward rule would be at odds with it too. */
const NO_BUDGET = { fourEyesAbove: 0.1 };

/** The refusal of the shipped configuration with these changes. */
function refused(changes: Changes | object): InvalidInputError {
  try {
    defineConfiguration({ ...shipped, experiments: NO_BUDGET, ...changes });
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

function pointers(changes: Changes | object): string[] {
  const { code, fields } = refused(changes);
  expect(code).toBe('config-invalid');
  for (const { problem, fix } of fields) expect([problem.trim(), fix.trim()]).not.toContain('');
  return fields.map(({ pointer }) => pointer);
}

const { channels, windows, features, reward, rules, fallback, learning, exploration } = shipped;
const { epsilon } = exploration;
const [email] = channels;
const [morning] = windows;

test('the shipped configuration is valid and takes the documented example', () => {
  expect(defineConfiguration(shipped)).toEqual(shipped);
  const context = { daysPastDue: 12, balanceUsd: 5400, paymentScore: 0.62, lastOpenedChannel: 'email' };
  expect(makeEncoder(shipped.features).encode(context).names.length).toBeGreaterThan(10);
});

test('every fault is told at once, with field and fix, and the message names the first', () => {
  const error = refused({ learning: { ...learning, ridge: 0 }, horizonHours: -1, purposes: [] });
  expect(error.fields.map(({ pointer }) => pointer).sort()).toEqual([
    '/horizonHours',
    '/learning/ridge',
    '/purposes',
  ]);
  expect(error.message).toContain(`${error.fields[0]?.pointer} `);
  expect(error.message).toContain('(and 2 more)');
});

describe('fields by themselves', () => {
  test.each([
    [{ model: 'Out Reach' }, '/model'],
    [{ model: undefined }, '/model'],
    [{ experiments: undefined }, '/experiments'],
    [{ experiments: { fourEyesAbove: 1.01 } }, '/experiments/fourEyesAbove'],
    [
      { experiments: { fourEyesAbove: 0.1, harmBudget: [{ events: ['complaint'], excess: 0, days: 90 }] } },
      '/experiments/harmBudget/0/excess',
    ],
    [{ channels: [] }, '/channels'],
    [{ channels: [{ ...email, id: 'e mail' }] }, '/channels/0/id'],
    [{ channels: [{ ...email, cost: -0.01 }] }, '/channels/0/cost'],
    [{ channels: [{ ...email, cost: Number.NaN }] }, '/channels/0/cost'],
    [{ channels: [{ ...email, rewardWindowHours: 0 }] }, '/channels/0/rewardWindowHours'],
    [{ channels: [{ ...email, capacity: 7 }] }, '/channels/0/capacity'],
    [{ channels: [{ ...email, capacity: { perDay: 480 } }] }, '/channels/0/capacity/perContact'],
    [{ channels: [{ ...email, capacity: { perDay: 0, perContact: 6 } }] }, '/channels/0/capacity/perDay'],
    [
      { channels: [{ ...email, capacity: { perDay: 480, perContact: 0 } }] },
      '/channels/0/capacity/perContact',
    ],
    [{ windows: [{ ...morning, start: '9:00' }] }, '/windows/0/start'],
    [{ windows: [{ ...morning, start: '24:00' }] }, '/windows/0/start'],
    [{ windows: [{ ...morning, end: '24:01' }] }, '/windows/0/end'],
    [{ windows: [{ ...morning, days: ['monday'] }] }, '/windows/0/days/0'],
    [{ windows: [{ ...morning, days: [] }] }, '/windows/0/days'],
    [{ exploration: { ...exploration, beta: -1 } }, '/exploration/beta'],
    [{ exploration: { ...exploration, beta: 101 } }, '/exploration/beta'],
    [{ exploration: { ...exploration, gamma: -1 } }, '/exploration/gamma'],
    [{ exploration: { ...exploration, gamma: undefined } }, '/exploration/gamma'],
    [{ exploration: { ...exploration, epsilon: 0.1 } }, '/exploration/epsilon'],
    [{ exploration: { ...exploration, epsilon: { ...epsilon, start: 0 } } }, '/exploration/epsilon/start'],
    [{ exploration: { ...exploration, epsilon: { ...epsilon, start: 1.01 } } }, '/exploration/epsilon/start'],
    [{ exploration: { ...exploration, epsilon: { ...epsilon, floor: 0 } } }, '/exploration/epsilon/floor'],
    [
      { exploration: { ...exploration, epsilon: { ...epsilon, halfway: 0 } } },
      '/exploration/epsilon/halfway',
    ],
    [{ ridge: 1 }, '/ridge'],
    [{ learning: undefined }, '/learning'],
    [{ learning: { ...learning, ridge: Number.POSITIVE_INFINITY } }, '/learning/ridge'],
    [{ learning: { ...learning, ridge: 0.0009 } }, '/learning/ridge'],
    [{ learning: { ...learning, strategy: 'thompson' } }, '/learning/strategy'],
    [{ learning: { ...learning, strategy: 'arg-max-linucb' } }, '/learning/strategy'],
    [{ learning: { ...learning, mode: 'off' } }, '/learning/mode'],
    [{ learning: { ...learning, scales: 'guessed' } }, '/learning/scales'],
    [{ learning: { ...learning, scales: { noise: 0.5 } } }, '/learning/scales'],
    [{ learning: { ...learning, scales: { ...DEFAULT_SCALES, noise: 0 } } }, '/learning/scales/noise'],
    [{ learning: { ...learning, scales: { ...DEFAULT_SCALES, arm: 0 } } }, '/learning/scales/arm'],
    [{ learning: { ...learning, scales: { ...DEFAULT_SCALES, slot: -1 } } }, '/learning/scales/slot'],
    [{ learning: { ...learning, halfLifeWeeks: 0 } }, '/learning/halfLifeWeeks'],
    [{ learning: { ...learning, halfLifeWeeks: 6.5 } }, '/learning/halfLifeWeeks'],
    [{ reward: { ...reward, events: [{ type: 'payment', value: 8.1 }] } }, '/reward/events/0/value'],
    [{ reward: { ...reward, min: -9 } }, '/reward/min'],
    [{ reward: { ...reward, attribution: 'first-touch' } }, '/reward/attribution'],
    [
      { reward: { ...reward, events: [{ type: 'payment', value: 1, repeats: 'each', most: 1.5 }] } },
      '/reward/events/0/most',
    ],
    [{ rules: { ...rules, caps: [{ id: 'cap@1', limit: 0, days: 7 }] } }, '/rules/caps/0/limit'],
    [{ rules: { ...rules, caps: [{ id: 'cap', limit: 1, days: 7 }] } }, '/rules/caps/0/id'],
    [{ extra: true }, '/extra'],
  ])('%j', (changes, pointer) => {
    expect(pointers(changes)).toContain(pointer);
  });

  test('a strategy that can not be served is told what can', () => {
    const [field] = refused({ learning: { ...learning, strategy: 'arg-max-linucb' } }).fields;
    expect(field?.fix).toContain('pooled-linucb');
    expect(field?.fix).not.toContain('arg-max');
  });

  test.each([
    { learning: { ...learning, strategy: 'inverse-gap', mode: 'shadow' } },
    { learning: { ...learning, scales: { ...DEFAULT_SCALES, base: 0, channel: 0, day: 0, slot: 0 } } },
    { learning: { ...learning, halfLifeWeeks: 26 } },
    { reward: { ...reward, attribution: 'linear' } },
    {
      reward: {
        ...reward,
        events: [...reward.events, { type: 'visit', value: 1, repeats: 'each', most: 3 }],
      },
    },
    { exploration: { ...exploration, epsilon: { start: 0.1, floor: 0.1, halfway: 1 } } },
    { experiments: { fourEyesAbove: 1 } },
    { experiments: { fourEyesAbove: 0, harmBudget: [{ events: ['complaint'], excess: 0.5, days: 1 }] } },
    { channels: channels.map((channel) => ({ ...channel, capacity: { perDay: 480, perContact: 480 } })) },
  ])('%j is fine', (changes) => {
    expect(defineConfiguration({ ...shipped, ...changes } as ConfigurationInput)).toMatchObject(changes);
  });
});

describe('fields about each other', () => {
  test.each([
    [
      'a harm budget for what nothing reports',
      {
        experiments: {
          fourEyesAbove: 0.1,
          harmBudget: [{ events: ['payment', 'grumble'], excess: 1, days: 1 }],
        },
      },
      '/experiments/harmBudget/0/events/1',
    ],
    ['two channels of one name', { channels: [...channels, email] }, '/channels/3/id'],
    ['a window named like a channel', { windows: [...windows, { ...morning, id: 'sms' }] }, '/windows/4/id'],
    [
      'a window that ends as it starts',
      { windows: [...windows, { ...morning, id: 'none', end: '09:00' }] },
      '/windows/4/end',
    ],
    [
      'a window across midnight',
      { windows: [...windows, { ...morning, id: 'late', start: '20:00', end: '01:00' }] },
      '/windows/4/end',
    ],
    [
      'a window that is never lawful',
      { windows: [...windows, { ...morning, id: 'dawn', start: '05:00', end: '08:15' }] },
      '/windows/4',
    ],
    [
      'a day twice',
      { windows: [...windows, { ...morning, id: 'twice', days: ['mon', 'mon'] }] },
      '/windows/4/days/1',
    ],
    [
      'quiet hours the wrong way round',
      { rules: { ...rules, quietHours: { ...rules.quietHours, start: '21:00', end: '08:00' } } },
      '/rules/quietHours/end',
    ],
    [
      'a reversal of nothing',
      { reward: { ...reward, events: [{ type: 'a', value: 0, reverses: 'b' }] } },
      '/reward/events/0/reverses',
    ],
    [
      'a reversal of itself',
      { reward: { ...reward, events: [{ type: 'a', value: 0, reverses: 'a' }] } },
      '/reward/events/0/reverses',
    ],
    [
      'an end of a hold that is not placed',
      { reward: { ...reward, events: [{ type: 'a', value: 0, cooldownDays: 7 }] } },
      '/reward/events/0/cooldownDays',
    ],
    [
      'a reason of a hold that is not placed',
      { reward: { ...reward, events: [{ type: 'a', value: 0, reason: 'opt-out' }] } },
      '/reward/events/0/reason',
    ],
    [
      'a reason that is none',
      { reward: { ...reward, events: [{ type: 'a', value: 0, hold: 'all', reason: 'mood' }] } },
      '/reward/events/0/reason',
    ],
    [
      'a fact of contact that is none',
      { reward: { ...reward, events: [{ type: 'a', value: 0, contact: 'call' }] } },
      '/reward/events/0/contact',
    ],
    [
      'a channel that nothing is to hold',
      { reward: { ...reward, events: [{ type: 'a', value: 0, hold: 'all', holdOn: 'email' }] } },
      '/reward/events/0/holdOn',
    ],
    [
      'a hold on an unknown channel',
      { reward: { ...reward, events: [{ type: 'a', value: 0, hold: 'channel', holdOn: 'pigeon' }] } },
      '/reward/events/0/holdOn',
    ],
    [
      'a hold that ends at once',
      { reward: { ...reward, events: [{ type: 'a', value: 0, hold: 'all', cooldownDays: 0 }] } },
      '/reward/events/0/cooldownDays',
    ],
    [
      'an event type twice',
      { reward: { ...reward, events: [...reward.events, { type: 'payment', value: 2 }] } },
      `/reward/events/${reward.events.length}/type`,
    ],
    [
      'a cap on what counts once',
      { reward: { ...reward, events: [{ type: 'a', value: 1, most: 2 }] } },
      '/reward/events/0/most',
    ],
    ['a reward range upside down', { reward: { ...reward, min: 1, max: -1 } }, '/reward/max'],
    ['a default outside the range', { reward: { ...reward, defaultReward: 3 } }, '/reward/defaultReward'],
    [
      'a fallback that is no action',
      { fallback: { ...fallback, order: ['email@midnight'] } },
      '/fallback/order/0',
    ],
    [
      'a fallback action twice',
      { fallback: { ...fallback, order: ['email@weekend', 'email@weekend'] } },
      '/fallback/order/1',
    ],
    [
      'a fallback that is switched off',
      { noContact: { ...shipped.noContact, enabled: false } },
      `/fallback/order/${fallback.order.length - 1}`,
    ],
    [
      'a floor below one part of the whole',
      { exploration: { ...exploration, epsilon: { ...epsilon, floor: 1e-9 } } },
      '/exploration/epsilon/floor',
    ],
    [
      'a fallback floor below one part of the whole',
      { fallback: { ...fallback, epsilon: 1e-9 } },
      '/fallback/epsilon',
    ],
    [
      'an ε that rises',
      { exploration: { ...exploration, epsilon: { start: 0.02, floor: 0.05, halfway: 1000 } } },
      '/exploration/epsilon/floor',
    ],
    [
      'a day too short for one contact',
      {
        channels: channels.map((channel, index) =>
          index === 1 ? { ...channel, capacity: { perDay: 5, perContact: 6 } } : channel,
        ),
      },
      '/channels/1/capacity/perContact',
    ],
    [
      'more contacts a day than can be booked one by one',
      {
        channels: channels.map((channel, index) =>
          index === 1 ? { ...channel, capacity: { perDay: 30_006, perContact: 6 } } : channel,
        ),
      },
      '/channels/1/capacity/perDay',
    ],
    [
      'a cap on a channel that is none',
      { rules: { ...rules, caps: [{ id: 'cap@1', channels: ['fax'], limit: 1, days: 7 }] } },
      '/rules/caps/0/channels/0',
    ],
    [
      'two rules of one id',
      { rules: { ...rules, caps: [{ id: 'quiet-hours@1', limit: 1, days: 7 }] } },
      '/rules/caps/0/id',
    ],
    ['a purpose twice', { purposes: ['servicing', 'servicing'] }, '/purposes/1'],
  ])('%s', (_, changes, pointer) => {
    expect(pointers(changes)).toEqual([pointer]);
  });

  test('reversals in a circle, for each that is in it', () => {
    const events = [
      { type: 'a', value: 0, reverses: 'b' },
      { type: 'b', value: 0, reverses: 'a' },
      { type: 'c', value: 0 },
    ];
    expect(pointers({ reward: { ...reward, events } })).toEqual([
      '/reward/events/0/reverses',
      '/reward/events/1/reverses',
    ]);
  });

  test('a protected attribute as a feature', () => {
    const aged = {
      ...features,
      features: [...features.features, { ...features.features[0], name: 'borrowerAge' }],
    };
    expect(pointers({ features: aged })).toEqual([`/features/features/${features.features.length}/name`]);
  });

  test('a window that quiet hours cut to just the least useful stretch is kept', () => {
    const edge = { ...morning, id: 'edge', start: '07:00', end: '08:30' };
    expect(() =>
      defineConfiguration({ ...shipped, windows: [...windows, edge] } as ConfigurationInput),
    ).not.toThrow();
  });
});
