import { expect, test } from 'vitest';
import { formatInstant } from '../../../../src/core/time/instant.ts';
import { at } from '../../../support/builders/identifiers.ts';
import { blockersOf, momentUnder } from '../../../support/builders/moment-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const cooldown = (exclusions: readonly 'prior-consent'[] = [], unit: 'debt' | 'person' = 'debt') =>
  aRule({ kind: 'cooldown', parameters: { days: 7, after: 'conversation', unit, exclusions } });
const TALKED = { id: 'c', at: at('2026-07-08T22:00:00Z') };

test.each<[string, string, string, readonly string[], boolean]>([
  ['before it', TALKED.id, '2026-07-08T21:59:59.999Z', ['America/New_York'], false],
  ['at its instant', TALKED.id, '2026-07-08T22:00:00Z', ['America/New_York'], true],
  ['on the seventh day', TALKED.id, '2026-07-15T03:59:59.999Z', ['America/New_York'], true],
  ['on the same weekday after', TALKED.id, '2026-07-15T04:00:00Z', ['America/New_York'], false],
  [
    'while it is still the seventh day farther west',
    TALKED.id,
    '2026-07-15T04:00:00Z',
    ['America/New_York', 'Pacific/Honolulu'],
    true,
  ],
  ['after that too', TALKED.id, '2026-07-15T10:00:00Z', ['America/New_York', 'Pacific/Honolulu'], false],
])('a conversation closes calls: %s', (_case, _id, time, timeZones, blocked) => {
  const profile = { timeZones, conversations: [TALKED] };
  expect(blockersOf([cooldown()], { at: time, profile })).toEqual(blocked ? ['rule@1'] : []);
});

test('by debt or by person', () => {
  const about = (accountId: string, unit: 'debt' | 'person') =>
    blockersOf([cooldown([], unit)], {
      at: '2026-07-09T15:00:00Z',
      question: { accountId },
      profile: { conversations: [{ ...TALKED, accountId: 'a' }] },
    }).length;
  expect([about('a', 'debt'), about('b', 'debt'), about('b', 'person')]).toEqual([1, 0, 1]);
});

test('consent given directly opens it, until it ends', () => {
  const profile = {
    conversations: [TALKED],
    directConsents: [{ id: 'd', at: at('2026-07-09T15:00:00Z'), until: at('2026-07-09T16:00:00Z') }],
  };
  const verdict = momentUnder([cooldown(['prior-consent'])], {
    at: '2026-07-09T15:30:00Z',
    until: '2026-07-09T18:00:00Z',
    profile,
  });
  expect(verdict.kind === 'lawful' && formatInstant(verdict.until)).toBe('2026-07-09T16:00:00.000Z');
  expect(blockersOf([cooldown(['prior-consent'])], { at: '2026-07-09T16:00:00Z', profile })).toEqual([
    'rule@1',
  ]);
  expect(blockersOf([cooldown()], { at: '2026-07-09T15:30:00Z', profile })).toEqual(['rule@1']);
});
