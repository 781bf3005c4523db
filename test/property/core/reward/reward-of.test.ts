import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { OutcomeEvent } from '../../../../src/core/reward/outcome-event.ts';
import { rewardOf } from '../../../../src/core/reward/reward-of.ts';
import type { RewardRule } from '../../../../src/core/reward/reward-rule.ts';
import { instant } from '../../../../src/core/time/instant.ts';
import { eventId } from '../../../support/builders/identifiers.ts';

const WINDOW = { start: instant(100), end: instant(200) };
const TYPES = ['opened', 'payment', 'payment-returned', 'return-cancelled', 'loop-a', 'loop-b', 'unheard-of'];

/** Few instants, so that events coincide; ids tell them apart. */
const eventsArb: fc.Arbitrary<readonly OutcomeEvent[]> = fc
  .array(
    fc.record({ type: fc.constantFrom(...TYPES), occurredAt: fc.constantFrom(90, 100, 150, 199, 200, 250) }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ type, occurredAt }, index) => ({
      id: eventId(`e-${index}`),
      type,
      occurredAt: instant(occurredAt),
    })),
  );

const valueArb = fc.double({ min: -8, max: 8, noNaN: true });
const ruleArb: fc.Arbitrary<RewardRule> = fc
  .record({
    values: fc.tuple(valueArb, valueArb, valueArb, valueArb, valueArb, valueArb),
    repeats: fc.array(fc.constantFrom('once' as const, 'each' as const), { minLength: 6, maxLength: 6 }),
    combine: fc.constantFrom('sum' as const, 'max' as const, 'last' as const),
    bounds: fc.tuple(valueArb, valueArb),
    defaultReward: valueArb,
  })
  .map(({ values, repeats, combine, bounds, defaultReward }) => {
    const reverses = [undefined, undefined, 'payment', 'payment-returned', 'loop-b', 'loop-a'];
    return {
      events: values.map((value, index) => {
        const target = reverses[index];
        return {
          type: TYPES[index] ?? '',
          value,
          repeats: repeats[index] ?? 'once',
          ...(target === undefined ? {} : { reverses: target }),
        };
      }),
      combine,
      min: Math.min(...bounds),
      max: Math.max(...bounds),
      defaultReward,
    };
  });

const orderArb = fc.infiniteStream(fc.nat());
function shuffled(events: readonly OutcomeEvent[], keys: Iterator<number>): OutcomeEvent[] {
  return events
    .map((event) => ({ event, key: Number(keys.next().value) }))
    .sort((a, b) => a.key - b.key)
    .map(({ event }) => event);
}

test.prop([ruleArb, eventsArb, orderArb])(
  'depends on the set of events alone: no order, no repetition',
  (rule, events, keys) => {
    const reward = rewardOf(rule, events, WINDOW);
    expect(rewardOf(rule, shuffled(events, keys), WINDOW)).toBe(reward);
    const copies = events.map((event) => ({ ...event }));
    expect(rewardOf(rule, shuffled([...events, ...copies, ...events], keys), WINDOW)).toBe(reward);
  },
);

test.prop([ruleArb, eventsArb, fc.constantFrom(...TYPES), orderArb])(
  'also where two contents claim one id',
  (rule, events, type, keys) => {
    const claimed = [...events, ...events.slice(0, 3).map((event) => ({ ...event, type }))];
    expect(rewardOf(rule, shuffled(claimed, keys), WINDOW)).toBe(rewardOf(rule, claimed, WINDOW));
  },
);

test.prop([ruleArb, eventsArb])('is a multiple of 2⁻¹² between the bounds, never −0', (rule, events) => {
  const reward = rewardOf(rule, events, WINDOW);
  expect(Number.isInteger(reward * 4096)).toBe(true);
  expect(Object.is(reward, -0)).toBe(false);
  expect(reward).toBeGreaterThanOrEqual(rule.min - 1 / 8192);
  expect(reward).toBeLessThanOrEqual(rule.max + 1 / 8192);
});

test.prop([ruleArb, eventsArb])('what nobody configured changes nothing', (rule, events) => {
  const known = events.filter(({ type }) => type !== 'unheard-of');
  expect(rewardOf(rule, known, WINDOW)).toBe(rewardOf(rule, events, WINDOW));
});

test.prop([ruleArb, eventsArb])('nothing counts before the send or without one', (rule, events) => {
  const silent = rewardOf(rule, [], WINDOW);
  expect(rewardOf(rule, events, undefined)).toBe(silent);
  const early = events.filter(({ occurredAt }) => occurredAt < WINDOW.start);
  expect(rewardOf(rule, early, WINDOW)).toBe(silent);
});

const countingArb = fc.record({ payments: fc.nat(4), returns: fc.nat(6) });
test.prop([countingArb, fc.integer({ min: 0, max: 80 }), orderArb])(
  'each return takes back one payment, whenever it comes',
  ({ payments, returns }, delay, keys) => {
    const rule: RewardRule = {
      events: [
        { type: 'payment', value: 1, repeats: 'each' },
        { type: 'payment-returned', value: 0, reverses: 'payment' },
      ],
      combine: 'sum',
      min: -8,
      max: 8,
      defaultReward: 0,
    };
    const at = (type: string, count: number, from: number) =>
      Array.from({ length: count }, (_, i) => ({
        id: eventId(`${type}-${i}`),
        type,
        occurredAt: instant(from + i),
      }));
    const events = [...at('payment', payments, 110), ...at('payment-returned', returns, 120 + delay)];
    expect(rewardOf(rule, shuffled(events, keys), WINDOW)).toBe(Math.max(0, payments - returns));
  },
);
