import { describe, expect, test } from 'vitest';
import type { OutcomeEvent } from '../../../../src/core/reward/outcome-event.ts';
import { rewardOf } from '../../../../src/core/reward/reward-of.ts';
import type { EventRule, RewardRule } from '../../../../src/core/reward/reward-rule.ts';
import { at, eventId } from '../../../support/builders/identifiers.ts';

const WINDOW = { start: at('2026-11-02T12:00:00Z'), end: at('2026-11-05T12:00:00Z') };
const EVENTS: readonly EventRule[] = [
  { type: 'opened', value: 0.25 },
  { type: 'payment', value: 1 },
  { type: 'payment-returned', value: -0.5, reverses: 'payment' },
  { type: 'return-cancelled', value: 0, reverses: 'payment-returned' },
];
const RULE: RewardRule = { events: EVENTS, combine: 'sum', min: -2, max: 2, defaultReward: -0.125 };

let made = 0;
/** `opened 03T10` is an e-mail opened on 3 November at 10:00 UTC. */
function events(...texts: readonly string[]): readonly OutcomeEvent[] {
  return texts.map((text) => {
    const [type = '', time = ''] = text.split(' ');
    made += 1;
    return { id: eventId(`e-${made}`), type, occurredAt: at(`2026-11-${time}:00:00Z`) };
  });
}
const reward = (rule: Partial<RewardRule>, ...texts: readonly string[]) =>
  rewardOf({ ...RULE, ...rule }, events(...texts), WINDOW);

test('silence has its own reward', () => {
  expect(reward({})).toBe(-0.125);
});

describe('the window', () => {
  test.each([
    ['at the send', 'opened 02T12', 0.25],
    ['an hour before it', 'opened 02T11', -0.125],
    ['in the last hour', 'opened 05T11', 0.25],
    ['at maturity', 'opened 05T12', -0.125],
  ])('%s', (_case, text, expected) => {
    expect(reward({}, text)).toBe(expected);
  });
});

describe('repetitions', () => {
  test('count once unless the rule says each', () => {
    expect(reward({}, 'opened 03T10', 'opened 03T11')).toBe(0.25);
    expect(
      reward({ events: [{ type: 'opened', value: 0.25, repeats: 'each' }] }, 'opened 03T10', 'opened 03T11'),
    ).toBe(0.5);
  });

  test('one event told twice is one event, also where it counts each time', () => {
    const [payment] = events('payment 03T10');
    if (payment === undefined) throw new Error('no event was made');
    const rule: RewardRule = { ...RULE, events: [{ type: 'payment', value: 1, repeats: 'each' }] };
    expect(rewardOf(rule, [payment, { ...payment }], WINDOW)).toBe(1);
  });
});

describe('combination', () => {
  const texts = ['payment 03T10', 'opened 03T11'] as const;
  test.each([
    ['sum', 1.25],
    ['max', 1],
    ['last', 0.25],
  ] as const)('%s', (combine, expected) => {
    expect(reward({ combine }, ...texts)).toBe(expected);
  });

  test('of several last ones the most valuable', () => {
    expect(reward({ combine: 'last' }, 'opened 03T10', 'payment 03T10')).toBe(1);
  });

  test('an event that repeats counts as of its latest', () => {
    expect(reward({ combine: 'last' }, 'opened 03T10', 'payment 03T11', 'opened 03T12')).toBe(0.25);
  });

  test('is clipped and rounded to the grid', () => {
    expect(reward({ max: 0.75 }, 'payment 03T10')).toBe(0.75);
    expect(reward({ min: 0 })).toBe(0);
    expect(reward({ events: [{ type: 'payment', value: 0.3 }] }, 'payment 03T10')).toBe(1229 / 4096);
  });

  test('rounds each value, so that sums are exact', () => {
    const each: EventRule[] = [{ type: 'opened', value: 0.3 / 4096, repeats: 'each' }];
    expect(reward({ events: each }, 'opened 03T10', 'opened 03T11', 'opened 03T12', 'opened 03T13')).toBe(0);
  });
});

describe('reversals', () => {
  test('take back what came before and count themselves', () => {
    expect(reward({}, 'payment 03T10', 'payment-returned 04T10')).toBe(-0.5);
    expect(reward({ combine: 'max' }, 'payment 03T10', 'payment-returned 04T10')).toBe(-0.5);
  });

  test('do so after maturity too, for an event that counted', () => {
    expect(reward({}, 'payment 03T10', 'opened 03T10', 'payment-returned 20T10')).toBe(-0.25);
    expect(reward({}, 'opened 03T10', 'payment 06T10', 'payment-returned 20T10')).toBe(0.25);
  });

  test('not before it', () => {
    expect(reward({}, 'payment-returned 03T09', 'payment 03T10')).toBe(0.5);
  });

  test('at the very instant they do', () => {
    expect(reward({}, 'payment-returned 03T10', 'payment 03T10')).toBe(-0.5);
  });

  test('one at a time, the latest first', () => {
    const each = EVENTS.map((rule) =>
      rule.type === 'payment' ? { ...rule, repeats: 'each' as const } : rule,
    );
    expect(reward({ events: each }, 'payment 03T10', 'payment 03T11', 'payment-returned 03T12')).toBe(0.5);
    // The payment after maturity is the one that was returned: the one that counts stands.
    expect(reward({}, 'payment 03T10', 'payment 06T10', 'payment-returned 07T10')).toBe(1);
  });

  test('can be taken back themselves', () => {
    expect(reward({}, 'payment 03T10', 'payment-returned 04T10', 'return-cancelled 04T11')).toBe(1);
  });

  test('of a type that takes back itself come to an end', () => {
    const toggle: EventRule[] = [{ type: 'toggle', value: 1, reverses: 'toggle', repeats: 'each' }];
    expect(reward({ events: toggle }, 'toggle 03T10', 'toggle 03T11', 'toggle 03T12')).toBe(2);
  });
});
