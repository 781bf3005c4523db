import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { compareStrictness } from '../../../../src/core/rules/overrides/strictness.ts';
import type { CapParameters, Medium, OpenHours, WindowParameters } from '../../../../src/core/rules/rule.ts';
import { minutesOfWallTime } from '../../../../src/core/time/wall-time.ts';
import {
  capArb,
  exampleRule,
  hoursArb,
  ruleArb,
  rulesArb,
  windowArb,
} from '../../../support/arbitraries/rules.ts';

const MANY = { numRuns: 2000 };

test.prop([ruleArb])('a rule is as strict as itself', (rule) => {
  expect(compareStrictness(rule, structuredClone(rule))).toBe('same');
});

test.prop([rulesArb(2)], MANY)('what is stricter one way is looser the other', ([a, b]) => {
  if (a === undefined || b === undefined) return;
  const there = compareStrictness(a, b);
  const back = compareStrictness(b, a);
  expect(there === 'same').toBe(back === 'same');
  expect([there, back]).not.toEqual(['stricter', 'stricter']);
});

test.prop([rulesArb(3)], MANY)('what is stricter than a stricter rule is stricter', ([a, b, c]) => {
  if (a === undefined || b === undefined || c === undefined) return;
  const steps = [compareStrictness(a, b), compareStrictness(b, c)];
  if (steps.includes('looser')) return;
  expect(compareStrictness(a, c)).toBe(steps.includes('stricter') ? 'stricter' : 'same');
});

/** Hours from UTC; fixed, so that the test needs no calendar. */
const OFFSETS: Readonly<Record<string, number>> = { UTC: 0, 'Etc/GMT+5': -5, 'Etc/GMT+8': -8 };
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY = 24 * 60;

/** Whether the window forbids a contact at this minute of the week, of a borrower in UTC. */
function closed(
  { hours, alsoZones = [] }: { hours: readonly OpenHours[]; alsoZones?: readonly string[] },
  minute: number,
) {
  return ['UTC', ...alsoZones].some((zone) => {
    const local = (minute + (OFFSETS[zone] ?? Number.NaN) * 60 + 7 * DAY) % (7 * DAY);
    const day = WEEK[Math.floor(local / DAY)];
    return !hours.some(
      (each) =>
        each.days.some((name) => name === day) &&
        minutesOfWallTime(each.start) <= local % DAY &&
        local % DAY < minutesOfWallTime(each.end),
    );
  });
}

// Everything begins and ends on the half-hour.
const MINUTES = Array.from({ length: 7 * 48 }, (_, index) => index * 30);
const asWindow = (parameters: WindowParameters) => exampleRule({ kind: 'window', parameters });

test.prop([windowArb, windowArb], MANY)(
  'a stricter window is closed whenever the other is',
  (before, after) => {
    const { hours: was } = before;
    const { hours: is } = after;
    if (was === 'stated' || is === 'stated') return;
    const strictness = compareStrictness(asWindow(before), asWindow(after));
    if (strictness === 'looser') return;
    for (const minute of MINUTES) {
      const [old, now] = [closed({ ...before, hours: was }, minute), closed({ ...after, hours: is }, minute)];
      if (strictness === 'same') expect(now).toBe(old);
      else if (old) expect(now).toBe(true);
    }
  },
);

test.prop([hoursArb, hoursArb], MANY)(
  'looser hours are open at some time at which the others are not',
  (was, is) => {
    const opens = MINUTES.some((minute) => closed({ hours: was }, minute) && !closed({ hours: is }, minute));
    expect(compareStrictness(asWindow({ hours: was }), asWindow({ hours: is })) === 'looser').toBe(opens);
  },
);

interface Contact {
  readonly day: number;
  readonly medium: Medium;
  readonly account: string | undefined;
  readonly atWork: boolean;
  readonly connected: boolean;
  readonly consented: boolean;
}

const contactArb: fc.Arbitrary<Contact> = fc.record({
  day: fc.integer({ min: 0, max: 3 }),
  medium: fc.constantFrom('call' as const, 'text' as const),
  account: fc.constantFrom('a', 'b', undefined),
  atWork: fc.boolean(),
  connected: fc.boolean(),
  consented: fc.boolean(),
});

/** Whether the cap forbids the candidate, counting whole days. */
function capped(cap: CapParameters, candidate: Contact, others: readonly Contact[]): boolean {
  const excludesConsent = cap.exclusions.includes('prior-consent');
  if (excludesConsent && candidate.consented) return false;
  if (cap.place === 'work' && !candidate.atWork) return false;
  const wholePerson = cap.unit === 'person' || cap.unit === 'number';
  const counted = others.filter(
    (each) =>
      cap.together.includes(each.medium) &&
      (wholePerson ||
        each.account === undefined ||
        candidate.account === undefined ||
        each.account === candidate.account) &&
      (cap.place === undefined || each.atWork) &&
      !(cap.exclusions.includes('unconnected') && !each.connected) &&
      !(excludesConsent && each.consented),
  );
  const firstDays = Array.from({ length: cap.days }, (_, index) => candidate.day - index);
  return firstDays.some(
    (first) => 1 + counted.filter(({ day }) => first <= day && day < first + cap.days).length > cap.limit,
  );
}

test.prop([capArb, capArb, contactArb, fc.array(contactArb, { maxLength: 6 })], { numRuns: 10_000 })(
  'a stricter cap forbids every contact that the other does',
  (before, after, candidate, others) => {
    const strictness = compareStrictness(
      exampleRule({ kind: 'cap', parameters: before }),
      exampleRule({ kind: 'cap', parameters: after }),
    );
    if (strictness === 'looser') return;
    const [old, now] = [capped(before, candidate, others), capped(after, candidate, others)];
    if (strictness === 'same') expect(now).toBe(old);
    else if (old) expect(now).toBe(true);
  },
);
