import { fc } from '@fast-check/vitest';
import type { ContactRule, RuleBody, RuleHead } from '../../../src/core/rules/rule.ts';

const HEAD: RuleHead = {
  id: 'example',
  version: 1,
  title: 'An example.',
  citation: 'none',
  jurisdiction: 'US',
  binding: 'law',
  confidence: 'high',
  effective: {},
  enabled: 'on',
  actors: ['first-party', 'third-party'],
  purposes: ['servicing', 'collection'],
  media: ['call', 'text'],
};

/** A rule like any other, with this body. */
export function exampleRule(body: RuleBody, head: Partial<RuleHead> = {}): ContactRule {
  return { ...HEAD, ...head, ...body };
}

type Parameters<Kind extends RuleBody['kind']> = Extract<RuleBody, { kind: Kind }>['parameters'];

// Few values each, so that two that were drawn apart can often be compared.
const few = fc.integer({ min: 1, max: 3 });
const exclusions = fc.subarray(['prior-consent', 'unconnected'] as const);

export const hoursArb = fc.array(
  fc
    .record({
      days: fc.subarray(['mon', 'tue'] as const, { minLength: 1 }),
      start: fc.constantFrom('08:00', '09:30', '12:00'),
      end: fc.constantFrom('12:00', '20:00', '24:00'),
    })
    .filter(({ start, end }) => start < end),
  { maxLength: 3 },
);

export const windowArb: fc.Arbitrary<Parameters<'window'>> = fc.record(
  {
    hours: fc.oneof({ weight: 6, arbitrary: hoursArb }, fc.constant('stated' as const)),
    alsoZones: fc.subarray(['Etc/GMT+5', 'Etc/GMT+8']),
  },
  { requiredKeys: ['hours'] },
);

export const capArb: fc.Arbitrary<Parameters<'cap'>> = fc.record(
  {
    limit: fc.integer({ min: 0, max: 2 }),
    days: few,
    counts: fc.constant('communications' as const),
    together: fc.subarray(['call', 'text'] as const, { minLength: 1 }),
    unit: fc.constantFrom('person', 'debt', 'account', 'number'),
    place: fc.constant('work' as const),
    exclusions,
  },
  { requiredKeys: ['limit', 'days', 'counts', 'together', 'unit', 'exclusions'] },
);

const bodyArb: fc.Arbitrary<RuleBody> = fc.oneof(
  windowArb.map((parameters) => ({ kind: 'window' as const, parameters })),
  capArb.map((parameters) => ({ kind: 'cap' as const, parameters })),
  fc
    .record({
      days: few,
      after: fc.constant('conversation' as const),
      unit: fc.constantFrom('person' as const, 'debt' as const),
      exclusions,
    })
    .map((parameters) => ({ kind: 'cooldown' as const, parameters })),
  fc
    .record(
      { form: fc.constant('written' as const), maxAgeDays: few, orReassignedCheckDays: few },
      { requiredKeys: [] },
    )
    .map((parameters) => ({ kind: 'consent' as const, parameters })),
  fc
    .record({
      fact: fc.constant('hold' as const),
      reasons: fc.subarray(['dispute', 'cease', 'attorney'] as const, { minLength: 1 }),
      reach: fc.constantFrom('channel' as const, 'media' as const, 'person' as const),
    })
    .map((when) => ({ kind: 'suppression' as const, parameters: { when } })),
  fc
    .record(
      {
        fact: fc.constant('contact-point' as const),
        problem: fc.constantFrom('do-not-call' as const, 'registry-unchecked' as const),
        withinDays: few,
      },
      { requiredKeys: ['fact', 'problem'] },
    )
    .map((when) => ({ kind: 'suppression' as const, parameters: { when } })),
  fc
    .constantFrom('US' as const, 'US-LA' as const)
    .map((calendar) => ({ kind: 'holiday' as const, parameters: { calendar } })),
  fc
    .record(
      {
        duty: fc.constantFrom('live-contact' as const, 'written-notice' as const),
        by: fc.subarray(['call', 'mail'] as const, { minLength: 1 }),
        fromDay: few,
        byDay: few,
        again: fc.oneof(fc.constant('due-date' as const), fc.record({ days: few })),
        efforts: few,
        unlessHeld: fc.subarray(['bankruptcy', 'cease'] as const),
      },
      { requiredKeys: ['duty', 'by', 'fromDay', 'byDay', 'again', 'unlessHeld'] },
    )
    .map((parameters) => ({ kind: 'obligation' as const, parameters })),
);

/** A rule of any kind, on or off. */
export const ruleArb: fc.Arbitrary<ContactRule> = fc
  .tuple(bodyArb, fc.constantFrom('on' as const, 'on' as const, 'off' as const))
  .map(([body, enabled]) => exampleRule(body, { enabled }));

/** Rules of one kind, so that they differ in parameters or in nothing. */
export function rulesArb(count: number): fc.Arbitrary<readonly ContactRule[]> {
  return ruleArb.chain(({ kind }) =>
    fc.array(
      ruleArb.filter((rule) => rule.kind === kind),
      { minLength: count, maxLength: count },
    ),
  );
}
