import { describe, expect, test } from 'vitest';
import { chosenRules } from '../../../../../src/core/rules/chosen-rules.ts';
import { acknowledgedLoosenings } from '../../../../../src/core/rules/overrides/acknowledged-loosenings.ts';
import { applyOverrides } from '../../../../../src/core/rules/overrides/apply-overrides.ts';
import { overrideChanges } from '../../../../../src/core/rules/overrides/override-changes.ts';
import { compareStrictness } from '../../../../../src/core/rules/overrides/strictness.ts';
import { PACKS } from '../../../../../src/core/rules/packs/packs.ts';
import type { ContactRule, RuleBody } from '../../../../../src/core/rules/rule.ts';
import type { RuleOverride } from '../../../../../src/core/rules/rule-settings.ts';
import { exampleRule } from '../../../../support/arbitraries/rules.ts';

const CAP: RuleBody = {
  kind: 'cap',
  parameters: {
    limit: 7,
    days: 7,
    counts: 'attempts',
    together: ['call'],
    unit: 'debt',
    exclusions: ['prior-consent', 'unconnected'],
  },
};
const WINDOW: RuleBody = {
  kind: 'window',
  parameters: { hours: [{ days: ['mon', 'tue'], start: '08:00', end: '20:00' }] },
};
const COOLDOWN: RuleBody = {
  kind: 'cooldown',
  parameters: { days: 7, after: 'conversation', unit: 'debt', exclusions: ['prior-consent'] },
};
const CONSENT: RuleBody = { kind: 'consent', parameters: { maxAgeDays: 60, orReassignedCheckDays: 60 } };
const HOLD: RuleBody = {
  kind: 'suppression',
  parameters: { when: { fact: 'hold', reasons: ['cease', 'attorney'], reach: 'media' } },
};
const REGISTRY: RuleBody = {
  kind: 'suppression',
  parameters: { when: { fact: 'contact-point', problem: 'registry-unchecked', withinDays: 31 } },
};
const HOLIDAY: RuleBody = { kind: 'holiday', parameters: { calendar: 'US' } };
const DUTY: RuleBody = {
  kind: 'obligation',
  parameters: {
    duty: 'live-contact',
    by: ['call'],
    fromDay: 30,
    byDay: 36,
    again: { days: 180 },
    efforts: 3,
    unlessHeld: ['bankruptcy', 'cease'],
  },
};
const when = (changes: object) => ({
  when: { fact: 'hold', reasons: ['cease', 'attorney'], reach: 'media', ...changes },
});

function changed(body: RuleBody, override: Omit<RuleOverride, 'rule'>): [ContactRule, ContactRule] {
  const rule = exampleRule(body);
  const [after] = applyOverrides([rule], [{ rule: 'example', ...override }]);
  if (after === undefined) throw new Error('The rule is gone.');
  return [rule, after];
}

test.each([
  [WINDOW, { hours: [{ days: ['mon', 'tue'], start: '09:00', end: '20:00' }] }, 'stricter'],
  [WINDOW, { hours: [{ days: ['mon'], start: '08:00', end: '20:00' }] }, 'stricter'],
  [WINDOW, { hours: [{ days: ['mon', 'tue'], start: '08:00', end: '20:01' }] }, 'looser'],
  [WINDOW, { hours: [{ days: ['tue', 'wed'], start: '10:00', end: '11:00' }] }, 'looser'],
  [
    WINDOW,
    {
      hours: [
        { days: ['tue', 'mon'], start: '08:00', end: '12:00' },
        { days: ['mon', 'tue'], start: '11:00', end: '20:00' },
      ],
    },
    'same',
  ],
  [WINDOW, { hours: 'stated' }, 'looser'],
  [WINDOW, { alsoZones: ['America/New_York'] }, 'stricter'],
  [CAP, { limit: 6 }, 'stricter'],
  [CAP, { limit: 8 }, 'looser'],
  [CAP, { days: 8 }, 'stricter'],
  [CAP, { limit: 3, days: 3 }, 'looser'],
  [CAP, { together: ['call', 'text'] }, 'stricter'],
  [CAP, { together: ['text'] }, 'looser'],
  [CAP, { unit: 'account' }, 'same'],
  [CAP, { unit: 'person' }, 'stricter'],
  [CAP, { counts: 'conversations' }, 'looser'],
  [CAP, { place: 'work' }, 'looser'],
  [CAP, { exclusions: [] }, 'stricter'],
  [CAP, { exclusions: ['unconnected', 'prior-consent'] }, 'same'],
  [COOLDOWN, { days: 8 }, 'stricter'],
  [COOLDOWN, { days: 6 }, 'looser'],
  [COOLDOWN, { unit: 'person' }, 'stricter'],
  [COOLDOWN, { exclusions: [] }, 'stricter'],
  [CONSENT, { form: 'written' }, 'stricter'],
  [CONSENT, { maxAgeDays: 59 }, 'stricter'],
  [CONSENT, { maxAgeDays: null }, 'looser'],
  [CONSENT, { orReassignedCheckDays: 30 }, 'stricter'],
  [CONSENT, { orReassignedCheckDays: null }, 'stricter'],
  [CONSENT, { orReassignedCheckDays: 61 }, 'looser'],
  [HOLD, when({ reasons: ['attorney', 'dispute', 'cease'] }), 'stricter'],
  [HOLD, when({ reasons: ['cease'] }), 'looser'],
  [HOLD, when({ reach: 'person' }), 'stricter'],
  [HOLD, when({ reach: 'channel' }), 'looser'],
  [HOLD, { when: { fact: 'contact-point', problem: 'no-text' } }, 'looser'],
  [REGISTRY, { when: { fact: 'contact-point', problem: 'registry-unchecked', withinDays: 30 } }, 'stricter'],
  [REGISTRY, { when: { fact: 'contact-point', problem: 'registry-unchecked', withinDays: 32 } }, 'looser'],
  [REGISTRY, { when: { fact: 'contact-point', problem: 'do-not-call', withinDays: 31 } }, 'looser'],
  [HOLIDAY, { calendar: 'US-LA' }, 'looser'],
  [DUTY, { fromDay: 20 }, 'stricter'],
  [DUTY, { byDay: 37 }, 'looser'],
  [DUTY, { efforts: 4 }, 'stricter'],
  [DUTY, { efforts: null }, 'stricter'],
  [DUTY, { again: 'due-date' }, 'stricter'],
  [DUTY, { again: { days: 181 } }, 'looser'],
  [DUTY, { unlessHeld: ['cease'] }, 'stricter'],
  [DUTY, { by: ['call', 'mail'] }, 'looser'],
] as const)('%j with %j is %s', (body, parameters, strictness) => {
  expect(compareStrictness(...changed(body as RuleBody, { parameters }))).toBe(strictness);
});

test('a rule that is switched off is looser, one that is switched on stricter whatever it says', () => {
  expect(compareStrictness(...changed(CAP, { enabled: 'off', parameters: { limit: 1 } }))).toBe('looser');
  const off = exampleRule(CAP, { enabled: 'off' });
  const [on = off] = applyOverrides([off], [{ rule: 'example', enabled: 'on', parameters: { limit: 9 } }]);
  expect(compareStrictness(off, on)).toBe('stricter');
  expect(compareStrictness(off, exampleRule(WINDOW, { enabled: 'off' }))).toBe('same');
  expect(compareStrictness(exampleRule(CAP), exampleRule(WINDOW))).toBe('looser');
});

describe('overrides of the packs', () => {
  const frequency = 'us-fed-regf-call-frequency';
  const ofFrequency = (rules: readonly ContactRule[]) => rules.filter(({ id }) => id === frequency);

  test('change the rule they name, keep its version, order and every other rule', () => {
    const plain = chosenRules({ packs: ['house', 'us-federal'] });
    const rules = chosenRules({
      packs: ['house', 'us-federal'],
      overrides: [{ rule: frequency, parameters: { limit: 3 } }],
    });
    expect(plain).toEqual([...PACKS.house, ...PACKS['us-federal']]);
    expect(rules.map(({ id, version }) => `${id}@${version}`)).toEqual(
      plain.map(({ id, version }) => `${id}@${version}`),
    );
    expect(rules.filter((rule, index) => rule !== plain[index]).map(({ id }) => id)).toEqual([frequency]);
    expect(ofFrequency(rules)).toMatchObject([{ parameters: { limit: 3, days: 7, unit: 'debt' } }]);
    expect(ofFrequency(PACKS['us-federal'])).toMatchObject([{ parameters: { limit: 7 } }]);
  });

  test('that loosen are told in plain words with who answers for them; what is stricter is not', () => {
    const acknowledged = { by: 'J. Doe', on: '2026-09-01', reason: 'Counsel agrees.' };
    const overrides: readonly RuleOverride[] = [
      { rule: frequency, parameters: { limit: 9, unit: 'person' }, acknowledged },
      { rule: 'house-complaint', enabled: 'off', acknowledged },
      { rule: 'us-fed-regf-call-after-conversation', parameters: { days: 8 }, acknowledged },
    ];
    expect(acknowledgedLoosenings({ packs: ['us-federal', 'house'], overrides })).toEqual([
      { rule: `${frequency}@1`, change: 'limit: 7 becomes 9', ...acknowledged },
      { rule: 'house-complaint@1', change: 'it is switched off', ...acknowledged },
    ]);
    expect(acknowledgedLoosenings({})).toEqual([]);
  });

  test('the first rule to name a reason also takes it from the rule that stops everything', () => {
    const rules = [exampleRule(HOLD), exampleRule(HOLD, { id: 'other' })];
    const naming = (reason: string) => ({
      rule: 'example',
      parameters: when({ reasons: ['cease', 'attorney', reason] }),
    });
    expect(overrideChanges(rules, naming('dispute')).map(({ strictness }) => strictness)).toEqual([
      'stricter',
      'looser',
    ]);
    const disputed = exampleRule(
      { kind: 'suppression', parameters: { when: { fact: 'hold', reasons: ['dispute'], reach: 'person' } } },
      { id: 'third' },
    );
    expect(overrideChanges([...rules, disputed], naming('dispute'))).toMatchObject([
      { strictness: 'stricter' },
    ]);
  });
});
