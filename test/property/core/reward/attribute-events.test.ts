import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { DecisionId } from '../../../../src/core/identifiers.ts';
import { attributeEvents, type Touch } from '../../../../src/core/reward/attribute-events.ts';
import { type AccountEvent, movedMoments, placeEvents } from '../../../../src/core/reward/place-events.ts';
import type { RewardRule } from '../../../../src/core/reward/reward-rule.ts';
import { instant } from '../../../../src/core/time/instant.ts';
import { eventId } from '../../../support/builders/identifiers.ts';

const TYPES = ['payment', 'payment-returned', 'return-cancelled', 'opened'];
const EVENTS: RewardRule['events'] = [
  { type: 'payment', value: 1 },
  { type: 'payment-returned', value: -0.5, reverses: 'payment' },
  { type: 'return-cancelled', value: 0, reverses: 'payment-returned' },
  { type: 'opened', value: 0.25 },
];
const accountArb = fc.constantFrom('a-1', 'a-2', undefined);

/** Few instants, so that events and windows coincide. */
const eventsArb: fc.Arbitrary<readonly AccountEvent[]> = fc
  .array(fc.record({ type: fc.constantFrom(...TYPES), occurredAt: fc.nat(12), account: accountArb }), {
    maxLength: 10,
  })
  .map((list) =>
    list.map(({ type, occurredAt, account }, index) => ({
      id: eventId(`e-${index}`),
      type,
      occurredAt: instant(occurredAt),
      ...(account === undefined ? {} : { accountId: account }),
    })),
  );

const touchesArb: fc.Arbitrary<readonly Touch[]> = fc
  .array(fc.record({ start: fc.nat(10), length: fc.integer({ min: 1, max: 6 }), account: accountArb }), {
    maxLength: 5,
  })
  .map((list) =>
    list.map(({ start, length, account }, index) => ({
      decisionId: `d_${index}` as DecisionId,
      interval: { start: instant(start), end: instant(start + length) },
      ...(account === undefined ? {} : { accountId: account }),
    })),
  );

const attributionArb = fc.constantFrom('last-touch' as const, 'linear' as const);
const keysArb = fc.array(fc.nat(), { minLength: 24, maxLength: 24 });

function shuffled<T>(items: readonly T[], keys: readonly number[]): T[] {
  return items
    .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

test.prop([attributionArb, eventsArb, touchesArb, keysArb, keysArb])(
  'depends on the sets alone: no order, no repetition',
  (attribution, events, touches, keys, otherKeys) => {
    const rule = { events: EVENTS, attribution };
    const told = shuffled([...events, ...events.map((event) => ({ ...event }))], keys);
    const sent = shuffled([...touches, ...touches.map((touch) => ({ ...touch }))], otherKeys);
    expect(attributeEvents(rule, told, sent)).toEqual(attributeEvents(rule, events, touches));
  },
);

test.prop([attributionArb, eventsArb, touchesArb])(
  'what counts goes to windows that hold it and to their debts; every event in whole shares, or to nobody',
  (attribution, events, touches) => {
    const rule = { events: EVENTS, attribution };
    const lists = attributeEvents(rule, events, touches);
    const touchOf = new Map(touches.map((touch) => [touch.decisionId, touch]));
    for (const { event, at } of placeEvents(events, rule)) {
      const held = [...lists].flatMap(([id, list]) =>
        list.filter((each) => each.id === event.id).map(({ share }) => ({ touch: touchOf.get(id), share })),
      );
      const holding = touches.filter(
        ({ interval, accountId }) =>
          interval.start <= at &&
          at < interval.end &&
          (accountId === undefined || event.accountId === undefined || accountId === event.accountId),
      );
      for (const { touch } of held) expect(holding).toContain(touch);
      expect(held).toHaveLength(attribution === 'linear' ? holding.length : Math.min(1, holding.length));
      const sum = held.reduce((total, { share }) => total + share, 0);
      expect(sum).toBeCloseTo(holding.length === 0 ? 0 : 1, 12);
      if (attribution === 'last-touch' && held[0]?.touch !== undefined) {
        const latest = Math.max(...holding.map(({ interval }) => interval.start));
        expect(held[0].touch.interval.start).toBe(latest);
      }
    }
    const counting = new Set(placeEvents(events, rule).map(({ event }) => event.id));
    for (const list of lists.values()) for (const { id } of list) expect(counting).toContain(id);
  },
);

test.prop([eventsArb])('a reversal belongs where the event was that it takes back', (events) => {
  const rule = { events: EVENTS };
  const before = new Map(
    events.map((event) => [event.id, placeEvents([event], rule)[0]?.at ?? event.occurredAt]),
  );
  for (const { event, at } of placeEvents(events, rule)) {
    // Some event of the same account and of the chain of types is at that moment, at or before its own.
    expect(at).toBeLessThanOrEqual(event.occurredAt);
    expect([...before.values()]).toContain(at);
    if (at !== event.occurredAt) {
      expect(['payment-returned', 'return-cancelled']).toContain(event.type);
    }
  }
});

test.prop([attributionArb, eventsArb, touchesArb, fc.nat(9)])(
  'an event that comes later changes only what holds one of the moments that it moves',
  (attribution, events, touches, position) => {
    const rule = { events: EVENTS, attribution };
    const before = events.filter((_, index) => index !== position);
    const moments = movedMoments(before, events, rule);
    const [was, is] = [attributeEvents(rule, before, touches), attributeEvents(rule, events, touches)];
    for (const { decisionId, interval } of touches) {
      if (moments.some((at) => at >= interval.start && at < interval.end)) continue;
      expect(is.get(decisionId)).toEqual(was.get(decisionId));
    }
  },
);

test.prop([attributionArb, eventsArb, touchesArb, fc.nat(4)])(
  'a touch that comes later changes only what it holds itself',
  (attribution, events, touches, position) => {
    const rule = { events: EVENTS, attribution };
    const late = touches[position];
    const lists = (among: readonly Touch[]) => attributeEvents(rule, events, among);
    const [was, is] = [lists(touches.filter((touch) => touch !== late)), lists(touches)];
    const places = new Map(placeEvents(events, rule).map(({ event, at }) => [event.id, at]));
    for (const { decisionId } of touches) {
      if (decisionId === late?.decisionId) continue;
      const outside = ({ id }: { id: string }) => {
        const at = places.get(eventId(id)) ?? -1;
        return late === undefined || at < late.interval.start || at >= late.interval.end;
      };
      expect((is.get(decisionId) ?? []).filter(outside)).toEqual((was.get(decisionId) ?? []).filter(outside));
    }
  },
);
