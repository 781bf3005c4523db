import { describe, expect, test } from 'vitest';
import configuration from '../../../../rapport.config.ts';
import type { Configuration } from '../../../../src/core/configuration.ts';
import { makeEncoder } from '../../../../src/core/features/encoder.ts';
import { type ActionId, NO_CONTACT } from '../../../../src/core/identifiers.ts';
import { type BorrowerWorld, borrowerWorld } from '../../../../src/core/simulation/borrower-world.ts';
import { occasions, planOccasions } from '../../../../src/core/simulation/occasions.ts';
import { timeOfDay } from '../../../../src/core/simulation/time-of-day.ts';
import { DAY_MS, parseInstant, plusMs } from '../../../../src/core/time/instant.ts';
import { isTimeZone } from '../../../../src/core/time/zoned-time.ts';

const STARTS_AT = parseInstant('2026-03-02T13:00:00Z');
const PLAN = planOccasions(1200);
const OCCASIONS = occasions(1, PLAN);
const SMS_EVENING = 'sms@weekday-evening' as ActionId;

describe('the simulated world', () => {
  test('is the same for the same seed and another for another', () => {
    const facts = (world: BorrowerWorld) =>
      OCCASIONS.slice(0, 100).map((occasion) => [
        world.borrowerOf(occasion),
        world.contextOf(occasion),
        world.mishapOf(occasion),
        world.storyOf(occasion, SMS_EVENING),
        world.arrivalsOf(occasion, SMS_EVENING),
        world.worthOf(occasion, SMS_EVENING),
      ]);
    expect(facts(world(1))).toEqual(facts(world(1)));
    expect(facts(world(1))).not.toEqual(facts(world(2)));
  });

  test('lets each occasion go its own way, whatever was asked before', () => {
    const [first, second] = OCCASIONS;
    if (first === undefined || second === undefined) throw new Error('there are occasions');
    const one = world(1);
    const other = world(1);
    one.storyOf(first, SMS_EVENING);
    expect(one.storyOf(second, SMS_EVENING)).toEqual(other.storyOf(second, SMS_EVENING));
  });

  test('sends contexts that the configured features accept', () => {
    const encoder = makeEncoder(configuration.features);
    const { contextOf } = world(1);
    for (const occasion of OCCASIONS) expect(() => encoder.encode(contextOf(occasion))).not.toThrow();
  });

  test('gives features it knows nothing of, and values the schema does not know, something that fits', () => {
    const features: Configuration['features'] = {
      features: [
        {
          kind: 'numeric',
          name: 'daysPastDue',
          min: 5,
          max: 9,
          center: 7,
          spread: 1,
          missing: { rule: 'refuse' },
        },
        {
          kind: 'numeric',
          name: 'ownNumber',
          min: -3,
          max: 40,
          center: 0,
          spread: 10,
          missing: { rule: 'refuse' },
        },
        {
          kind: 'numeric',
          name: 'ownConstant',
          min: 2,
          max: 3,
          center: 50,
          spread: 1,
          missing: { rule: 'refuse' },
        },
        {
          kind: 'numeric',
          name: 'autopay',
          min: 0,
          max: 1,
          center: 0,
          spread: 1,
          missing: { rule: 'refuse' },
        },
        {
          kind: 'categorical',
          name: 'lastOpenedChannel',
          levels: ['fax', 'telex'],
          missing: { rule: 'refuse' },
        },
        { kind: 'cyclical', name: 'dayOfMonth', period: 7, missing: { rule: 'refuse' } },
        { kind: 'cyclical', name: 'ownHour', period: 24, missing: { rule: 'refuse' } },
      ],
      crosses: [],
    };
    const encoder = makeEncoder(features);
    const { contextOf } = world(1, { ...configuration, features });
    const contexts = OCCASIONS.slice(0, 200).map(contextOf);
    for (const context of contexts) expect(() => encoder.encode(context)).not.toThrow();
    expect(new Set(contexts.map((context) => context['lastOpenedChannel']))).toEqual(
      new Set(['fax', 'telex']),
    );
    expect(new Set(contexts.map((context) => context['ownConstant']))).toEqual(new Set([2]));
  });

  test('reports nothing that is not configured', () => {
    const reward = {
      ...configuration.reward,
      events: configuration.reward.events.filter(({ type }) => type === 'payment'),
    };
    const { storyOf } = world(1, { ...configuration, reward });
    const types = new Set(
      OCCASIONS.flatMap((occasion) => storyOf(occasion, SMS_EVENING).events.map(({ type }) => type)),
    );
    expect(types).toEqual(new Set(['payment']));
  });

  test('makes a contact that a mishap prevents worth nothing, and no other', () => {
    const { mishapOf, worthOf } = world(1);
    const kinds = new Set<string>();
    for (const occasion of OCCASIONS) {
      const mishap = mishapOf(occasion);
      if (mishap === undefined) continue;
      kinds.add(mishap.kind);
      const prevented = mishap.kind !== 'consent-withdrawn' || mishap.channel === 'sms';
      expect(worthOf(occasion, SMS_EVENING) === 0).toBe(prevented);
      expect(worthOf(occasion, NO_CONTACT)).not.toBe(0);
    }
    expect(kinds).toEqual(new Set(['consent-withdrawn', 'do-not-contact', 'forgotten']));
  });

  test('knows how probable an event is: as often as it is drawn, within five standard errors', () => {
    const { chanceOf, storyOf, mishapOf } = world(1);
    let [expected, variance, seen] = [0, 0, 0];
    for (const occasion of OCCASIONS) {
      const chance = chanceOf(occasion, SMS_EVENING, ['replied', 'unsubscribed']);
      if (mishapOf(occasion)?.kind === 'do-not-contact') expect(chance).toBe(0);
      if (mishapOf(occasion) !== undefined) continue;
      expected += chance;
      variance += chance * (1 - chance);
      const { events } = storyOf(occasion, SMS_EVENING);
      if (events.some(({ type }) => type === 'replied' || type === 'unsubscribed')) seen += 1;
    }
    expect(seen).toBeGreaterThan(100);
    expect(Math.abs(seen - expected)).toBeLessThan(5 * Math.sqrt(variance));
  });

  test('can begin where another one ends', () => {
    const options = { seed: 1, startsAt: STARTS_AT, configuration };
    const whole = borrowerWorld({ ...options, borrowers: 30 });
    const later = borrowerWorld({ ...options, borrowers: 10, firstBorrower: 20 });
    expect(later.borrowers).toEqual(whole.borrowers.slice(20));
  });

  test('brings every event at least once, never before it happened; some late, some twice, by both routes', () => {
    const { storyOf, arrivalsOf } = world(1);
    const seen = { late: 0, repeated: 0, queue: 0, api: 0 };
    for (const occasion of OCCASIONS) {
      const { events } = storyOf(occasion, SMS_EVENING);
      const arrivals = arrivalsOf(occasion, SMS_EVENING);
      expect(new Set(arrivals.map(({ event }) => event)).size).toBe(events.length);
      seen.repeated += arrivals.length - events.length;
      for (const { event, afterHours, route } of arrivals) {
        const happened = events[event]?.afterHours ?? Number.POSITIVE_INFINITY;
        expect(afterHours).toBeGreaterThanOrEqual(happened);
        if (afterHours > happened + 20) seen.late += 1;
        seen[route] += 1;
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  test('has borrowers whom nothing can be known of, in two places, without consent; and real time zones', () => {
    const { borrowers } = world(1);
    expect(borrowers).toHaveLength(PLAN.borrowers);
    expect(new Set(borrowers.map(({ id }) => id)).size).toBe(borrowers.length);
    expect(new Set(borrowers.map(({ timeZones }) => timeZones.length))).toEqual(new Set([0, 1, 2]));
    expect(new Set(borrowers.flatMap(({ consents }) => Object.values(consents)))).toEqual(
      new Set(['granted', 'refused', 'unknown']),
    );
    expect(borrowers.flatMap(({ timeZones }) => timeZones).every(isTimeZone)).toBe(true);
  });

  test('counts days past due up to the end of the cycle, and days from the start', () => {
    const { daysPastDue, dayStart, nextDayStart, borrowers } = world(1);
    const [borrower] = borrowers;
    const counts = Array.from({ length: 200 }, (_, day) => daysPastDue({ number: 0, day, borrower: 0 }));
    expect(Math.min(...counts)).toBe(1);
    expect(Math.max(...counts)).toBe(borrower?.cycleDays);
    expect(dayStart(2)).toBe(plusMs(STARTS_AT, 2 * DAY_MS));
    expect(nextDayStart(dayStart(3))).toBe(dayStart(3));
    expect(nextDayStart(plusMs(dayStart(3), 1))).toBe(dayStart(4));
  });

  test('knows its own actions and borrowers only', () => {
    const { actionNamed, worthOf } = world(1);
    expect(actionNamed('sms@weekday-evening')).toBe(SMS_EVENING);
    expect(() => actionNamed('pigeon@dawn')).toThrow('no such action');
    expect(() => worthOf({ number: 0, day: 0, borrower: 10_000 }, SMS_EVENING)).toThrow('no such borrower');
  });
});

describe('the time of day of a send window', () => {
  test.each([
    ['weekday-morning', 'morning'],
    ['weekday-midday', 'midday'],
    ['weekday-evening', 'evening'],
    ['weekend', 'weekend'],
  ])('of %s is %s', (id, expected) => {
    const template = configuration.windows.find((window) => window.id === id);
    expect(template && timeOfDay(template)).toBe(expected);
  });
});

function world(seed: number, config: Configuration = configuration): BorrowerWorld {
  return borrowerWorld({ seed, borrowers: PLAN.borrowers, startsAt: STARTS_AT, configuration: config });
}
