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
    most: fc.array(fc.constantFrom(undefined, 1, 2, 3), { minLength: 6, maxLength: 6 }),
    combine: fc.constantFrom('sum' as const, 'max' as const, 'last' as const),
    bounds: fc.tuple(valueArb, valueArb),
    defaultReward: valueArb,
  })
  .map(({ values, repeats, most, combine, bounds, defaultReward }) => {
    const reverses = [undefined, undefined, 'payment', 'payment-returned', 'loop-b', 'loop-a'];
    return {
      events: values.map((value, index) => {
        const target = reverses[index];
        const cap = most[index];
        return {
          type: TYPES[index] ?? '',
          value,
          repeats: repeats[index] ?? 'once',
          ...(cap === undefined ? {} : { most: cap }),
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
function shuffled<Event>(events: readonly Event[], keys: Iterator<number>): Event[] {
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

const attributedArb = fc
  .array(
    fc.record({
      type: fc.constantFrom(...TYPES),
      occurredAt: fc.integer({ min: 100, max: 199 }).map(instant),
      share: fc.constantFrom(1, 1 / 2, 1 / 3),
    }),
    { maxLength: 6 },
  )
  .map((list) => list.map((event, index) => ({ ...event, id: eventId(`a-${index}`) })));

test.prop([ruleArb, eventsArb, attributedArb, orderArb])(
  'no order of what is attributed matters either, and what counts stays on the grid',
  (rule, events, attributed, keys) => {
    const reward = rewardOf(rule, events, WINDOW, attributed);
    expect(rewardOf(rule, events, WINDOW, shuffled(attributed, keys))).toBe(reward);
    expect(Number.isInteger(reward * 4096)).toBe(true);
  },
);

test.prop([ruleArb, attributedArb])(
  'a whole share counts like an event of the decision itself; without a window nothing does',
  (rule, attributed) => {
    // Reversals among them have been settled before.
    const plain = { ...rule, events: rule.events.map(({ reverses: _target, ...each }) => each) };
    const whole = attributed.map((event) => ({ ...event, share: 1 }));
    expect(rewardOf(plain, [], WINDOW, whole)).toBe(rewardOf(plain, whole, WINDOW));
    expect(rewardOf(plain, [], undefined, whole)).toBe(rewardOf(plain, [], undefined));
  },
);

test.prop([
  fc.nat(6),
  fc.integer({ min: 1, max: 4 }),
  fc.constantFrom('sum' as const, 'max' as const, 'last' as const),
  orderArb,
])('at most so many events of a type count', (payments, most, combine, keys) => {
  const rule: RewardRule = {
    events: [{ type: 'payment', value: 0.5, repeats: 'each', most }],
    combine,
    min: -8,
    max: 8,
    defaultReward: 0,
  };
  const events = Array.from({ length: payments }, (_, i) => ({
    id: eventId(`p-${i}`),
    type: 'payment',
    occurredAt: instant(110 + i),
  }));
  const counted = Math.min(payments, most);
  const expected = combine === 'sum' ? 0.5 * counted : Math.min(counted, 1) * 0.5;
  expect(rewardOf(rule, shuffled([...events, ...events], keys), WINDOW)).toBe(expected);
});

test.prop([ruleArb, eventsArb])('a cap that nothing reaches changes nothing', (rule, events) => {
  const capped = { ...rule, events: rule.events.map((each) => ({ ...each, most: 12 })) };
  const free = { ...rule, events: rule.events.map(({ most: _cap, ...each }) => each) };
  expect(rewardOf(capped, events, WINDOW)).toBe(rewardOf(free, events, WINDOW));
});

test.prop([fc.integer({ min: 0, max: 9 }), fc.integer({ min: 121, max: 400 }), orderArb])(
  'a reversal of a reversal restores what was taken back, and one more takes it back again',
  (length, from, keys) => {
    const chain = ['payment', 'returned', 'cancelled', 'confirmed-again'];
    const rule: RewardRule = {
      events: chain.map((type, index) => ({
        type,
        value: index === 0 ? 1 : 0,
        ...(index === 0 ? {} : { reverses: chain[index - 1] ?? '' }),
      })),
      combine: 'sum',
      min: -8,
      max: 8,
      defaultReward: 0,
    };
    const links = Math.min(length, chain.length);
    const events = chain.slice(0, links).map((type, index) => ({
      id: eventId(`c-${index}`),
      type,
      occurredAt: instant(index === 0 ? 110 : from + index),
    }));
    // Paid, paid and returned, not returned after all, returned indeed.
    expect(rewardOf(rule, shuffled(events, keys), WINDOW)).toBe(links % 2);
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
