import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import type { ContactEntry, Phone } from '../../../../src/core/rules/contact-profile.ts';
import type { CapParameters } from '../../../../src/core/rules/rule.ts';
import { at, decisionId } from '../../../support/builders/identifiers.ts';
import { blockersOf, type Moment } from '../../../support/builders/moment-builder.ts';
import { aContact } from '../../../support/builders/profile-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const cap = (parameters: Partial<CapParameters> = {}) =>
  aRule({
    kind: 'cap',
    parameters: {
      limit: 1,
      days: 7,
      counts: 'attempts',
      together: ['call'],
      unit: 'debt',
      exclusions: [],
      ...parameters,
    },
  });
const call = (time: string, more: Partial<ContactEntry> = {}) =>
  aContact({
    decisionId: decisionId(time),
    channel: 'call' as ChannelId,
    kind: 'sent',
    interval: { start: at(time), end: at(time) },
    ...more,
  });
const NOW = '2026-07-15T15:00:00Z';
const isBlocked = (
  parameters: Partial<CapParameters>,
  contacts: ContactEntry[],
  more: Partial<Moment> = {},
) => blockersOf([cap(parameters)], { at: NOW, ...more, profile: { ...more.profile, contacts } }).length > 0;

describe('hours and calendar days', () => {
  test('seven calls within seven days leave no eighth', () => {
    const calls = Array.from({ length: 7 }, (_, day) =>
      call(`2026-07-${String(14 - day).padStart(2, '0')}T15:00:00.001Z`),
    );
    expect(isBlocked({ limit: 7 }, calls)).toBe(true);
    expect(isBlocked({ limit: 7 }, [...calls.slice(0, 6), call('2026-07-08T15:00:00.001Z')])).toBe(true);
    expect(isBlocked({ limit: 7 }, [...calls.slice(0, 6), call('2026-07-08T15:00:00Z')])).toBe(false);
    expect(isBlocked({ limit: 7 }, calls.slice(0, 6))).toBe(false);
  });

  test('the calendar is stricter where clocks go back: the day has 25 hours', () => {
    // 00:30 and 23:45 on 1 November in New York are 24 hours and a quarter apart.
    const contacts = [call('2026-11-01T04:30:00Z')];
    expect(isBlocked({ days: 1 }, contacts, { at: '2026-11-02T04:45:00Z' })).toBe(true);
    expect(isBlocked({ days: 1 }, contacts, { at: '2026-11-02T05:00:00Z' })).toBe(false);
    const profile = { timeZones: ['America/Phoenix'] };
    expect(isBlocked({ days: 1 }, contacts, { at: '2026-11-02T04:45:00Z', profile })).toBe(false);
  });

  test('a limit of none forbids', () => {
    expect(isBlocked({ limit: 0 }, [])).toBe(true);
  });
});

describe('what is counted', () => {
  test.each<[string, Partial<CapParameters>, Partial<ContactEntry>, Partial<Moment>, boolean]>([
    ['the same medium', {}, {}, {}, true],
    ['another medium', {}, { channel: 'sms' as ChannelId }, {}, false],
    ['a medium counted together', { together: ['call', 'text'] }, { channel: 'sms' as ChannelId }, {}, true],
    ['a medium nobody knows', {}, { channel: 'fax' as ChannelId }, {}, true],
    ['the same debt', {}, { accountId: 'a' }, { question: { accountId: 'a' } }, true],
    ['another debt', {}, { accountId: 'b' }, { question: { accountId: 'a' } }, false],
    [
      'another debt of one person',
      { unit: 'person' },
      { accountId: 'b' },
      { question: { accountId: 'a' } },
      true,
    ],
    ['no debt in particular', {}, {}, { question: { accountId: 'a' } }, true],
    ['some debt, when none is asked about', {}, { accountId: 'b' }, {}, true],
    ['a call not connected', {}, { connected: false }, {}, true],
    [
      'a call not connected, which the rule leaves out',
      { exclusions: ['unconnected'] },
      { connected: false },
      {},
      false,
    ],
    ['a call elsewhere, of a rule about work', { place: 'work' }, {}, {}, false],
  ])('%s', (_case, parameters, entry, moment, expected) => {
    expect(isBlocked(parameters, [call('2026-07-14T15:00:00Z', entry)], moment)).toBe(expected);
  });

  test('a call at work counts for a rule about work when the next would be there', () => {
    const work: Phone = { id: 'p-1', areaCode: '212', line: 'landline', place: 'work' };
    const contacts = [call('2026-07-14T15:00:00Z', { place: 'work' })];
    const blockers = (phones: readonly Phone[]) =>
      blockersOf([cap({ place: 'work' })], { at: NOW, profile: { contacts, phones } }).includes('rule@1');
    expect(blockers([work])).toBe(true);
    expect(blockers([work, { ...work, id: 'p-2', place: 'personal' }])).toBe(false);
  });

  test('conversations, whatever contacts there were', () => {
    const conversations = [{ id: 'c', at: at('2026-07-14T15:00:00Z'), accountId: 'a' }];
    const talks = (accountId: string) =>
      isBlocked({ counts: 'conversations' }, [], { profile: { conversations }, question: { accountId } });
    expect(talks('a')).toBe(true);
    expect(talks('b')).toBe(false);
    expect(isBlocked({ counts: 'conversations' }, [call('2026-07-14T15:00:00Z')])).toBe(false);
  });
});

describe('prior consent', () => {
  const parameters = { exclusions: ['prior-consent'] } as const;
  const contacts = [call('2026-07-14T15:00:00Z')];
  const consented = (given: string, more: object = {}, profile: object = {}) =>
    !isBlocked({ ...parameters, limit: 0 }, [], {
      profile: { directConsents: [{ id: 'd', at: at(given), ...more }], ...profile },
      question: { accountId: 'a' },
    });

  test.each<[string, string, object, object, boolean]>([
    ['given just now', NOW, {}, {}, true],
    ['given a moment later', '2026-07-15T15:00:00.001Z', {}, {}, false],
    ['given on the last moment of the day a week ago', '2026-07-09T03:59:59.999Z', {}, {}, false],
    ['given on the day after that', '2026-07-09T04:00:00Z', {}, {}, true],
    ['over by its own end', '2026-07-13T15:00:00Z', { until: at(NOW) }, {}, false],
    ['for another account', NOW, { accountId: 'b' }, {}, false],
    ['for this account', NOW, { accountId: 'a' }, {}, true],
    [
      'used up by a conversation',
      '2026-07-13T15:00:00Z',
      {},
      { conversations: [{ id: 'c', at: at('2026-07-15T14:00:00Z') }] },
      false,
    ],
    [
      'not used up by one about another debt',
      '2026-07-13T15:00:00Z',
      {},
      { conversations: [{ id: 'c', at: at('2026-07-15T14:00:00Z'), accountId: 'b' }] },
      true,
    ],
  ])('%s', (_case, given, more, profile, expected) => {
    expect(consented(given, more, profile)).toBe(expected);
  });

  test('contacts made under it are not counted afterwards', () => {
    const directConsents = [{ id: 'd', at: at('2026-07-14T14:00:00Z'), until: at('2026-07-14T16:00:00Z') }];
    expect(isBlocked(parameters, contacts, { profile: { directConsents } })).toBe(false);
    expect(isBlocked({}, contacts, { profile: { directConsents } })).toBe(true);
  });
});
