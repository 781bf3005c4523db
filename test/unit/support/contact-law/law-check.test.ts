import { describe, expect, test } from 'vitest';
import type { BorrowerId, ChannelId } from '../../../../src/core/identifiers.ts';
import type { ContactProfile, Conversation, Phone } from '../../../../src/core/rules/contact-profile.ts';
import type { RulePurpose } from '../../../../src/core/rules/rule.ts';
import { type Instant, parseInstant } from '../../../../src/core/time/instant.ts';
import { LAW_CHANNELS } from '../../../support/contact-law/law-books.ts';
import { lawCheck } from '../../../support/contact-law/law-check.ts';

const STEP_MS = 900_000;
const DAY_STEPS = 96;
const SINCE = parseInstant('2026-01-02T00:00:00Z');

function profileOf(facts: Partial<ContactProfile>, at: number): ContactProfile {
  const fresh = (at - 20 * 86_400_000) as Instant;
  return {
    borrowerId: 'b' as BorrowerId,
    timeZones: [],
    consents: Object.fromEntries(
      LAW_CHANNELS.map(({ id }) => [
        id,
        { status: 'granted' as const, since: fresh, form: 'written' as const },
      ]),
    ),
    holds: [],
    contacts: [],
    ...facts,
  };
}

function phone(areaCode: string): Phone {
  const registry = { checkedAt: SINCE, listed: false };
  return { id: areaCode, areaCode, line: 'mobile', place: 'personal', registry };
}

function ask(
  facts: Partial<ContactProfile>,
  at: string | number,
  channel = 'agent-call',
  purpose: RulePurpose = 'collection',
) {
  const instant = typeof at === 'string' ? parseInstant(at) : at;
  const configured = LAW_CHANNELS.find(({ id }) => id === channel);
  if (configured === undefined) throw new RangeError(`No channel ${channel}.`);
  return lawCheck({
    profile: profileOf(facts, instant),
    purpose,
    actor: 'third-party',
    accountId: 'a',
    channel: configured,
    channels: LAW_CHANNELS,
    at: instant,
    settings: { quietHours: { id: 'quiet-hours@1', start: '00:00', end: '24:00' }, caps: [] },
  });
}

/** The first and the last quarter of an hour of the 24 h from `from` at which contact is allowed, in UTC, and how many. */
function openQuarters(facts: Partial<ContactProfile>, from: string, purpose: RulePurpose = 'collection') {
  const open = Array.from({ length: DAY_STEPS }, (_, step) => parseInstant(from) + step * STEP_MS).filter(
    (at) => ask(facts, at, 'agent-call', purpose).isAllowed,
  );
  const text = (at = 0) => new Date(at).toISOString().slice(11, 16);
  return [text(open[0]), text((open.at(-1) ?? 0) + STEP_MS), open.length / 4];
}

const zones = (...timeZones: string[]) => ({ timeZones, jurisdictions: ['US-OH'] });

describe('the checker’s hours agree with those computed by hand', () => {
  test.each([
    [
      'Eastern and Pacific, summer',
      zones('America/New_York', 'America/Los_Angeles'),
      '2026-07-15',
      '15:00',
      '01:00',
      10,
    ],
    [
      'Eastern and Mountain, summer',
      zones('America/New_York', 'America/Denver'),
      '2026-07-15',
      '14:00',
      '01:00',
      11,
    ],
    [
      'Hawaii and Eastern, summer',
      zones('Pacific/Honolulu', 'America/New_York'),
      '2026-07-15',
      '18:00',
      '01:00',
      7,
    ],
    [
      'Hawaii and Eastern, winter',
      zones('Pacific/Honolulu', 'America/New_York'),
      '2026-01-15',
      '18:00',
      '02:00',
      8,
    ],
    [
      'Guam and Eastern, summer',
      zones('Pacific/Guam', 'America/New_York'),
      '2026-07-15',
      '22:00',
      '01:00',
      3,
    ],
    [
      'Guam and Eastern, winter',
      zones('Pacific/Guam', 'America/New_York'),
      '2026-01-15',
      '22:00',
      '02:00',
      4,
    ],
    [
      'Arizona and Pacific, winter',
      zones('America/Phoenix', 'America/Los_Angeles'),
      '2026-01-15',
      '16:00',
      '04:00',
      12,
    ],
    [
      'Arizona and Pacific, summer',
      zones('America/Phoenix', 'America/Los_Angeles'),
      '2026-07-15',
      '15:00',
      '04:00',
      13,
    ],
    ['the night clocks go forward', zones('America/New_York'), '2026-03-08', '12:00', '01:00', 13],
  ])('%s', (_name, facts, date, start, end, hours) => {
    expect(openQuarters(facts, `${date}T06:00:00Z`)).toEqual([start, end, hours]);
  });

  test('a Floridian with area code 850 is solicited from 9 to 20 Eastern time, 8 to 19 Central', () => {
    expect(openQuarters({ phones: [phone('850')] }, '2026-01-15T06:00:00Z', 'solicitation')).toEqual([
      '14:00',
      '01:00',
      11,
    ]);
  });

  test('El Paso is solicited on a Sunday from noon Mountain time to 9 p.m. Central time', () => {
    const facts = { timeZones: ['America/Denver'], jurisdictions: ['US-TX'] };
    expect(openQuarters(facts, '2026-01-18T06:00:00Z', 'solicitation')).toEqual(['19:00', '03:00', 8]);
  });

  test.each([
    ['2026-07-15T11:59:59.999Z', false],
    ['2026-07-15T12:00:00.000Z', true],
    ['2026-07-16T00:59:59.999Z', true],
    ['2026-07-16T01:00:00.000Z', false],
  ])('8:00:00 is open and 21:00:00 closed, to the millisecond: %s', (at, isAllowed) => {
    expect(ask(zones('America/New_York'), at).isAllowed).toBe(isAllowed);
  });
});

describe('the checker’s counts agree with those made by hand', () => {
  const conversation: Conversation = { id: 'c', at: parseInstant('2026-07-01T22:00:00Z') };
  test.each([
    ['2026-07-07T23:00:00Z', ['F7 conversation']],
    ['2026-07-08T15:00:00Z', []],
  ])('a conversation on 1 July frees calls on 8 July: %s', (at, blockedBy) => {
    const facts = { ...zones('America/New_York'), conversations: [conversation] };
    expect([...ask(facts, at).blockedBy]).toEqual(blockedBy);
  });

  const call = (at: string, index: number): ContactProfile['contacts'][number] => ({
    decisionId: `d${index}` as ContactProfile['contacts'][number]['decisionId'],
    token: 't',
    channel: 'agent-call' as ChannelId,
    kind: 'sent',
    accountId: 'a',
    interval: { start: parseInstant(at), end: parseInstant(at) },
  });
  const week = ['01', '02', '03', '04', '05', '06', '07'].map((day, index) =>
    call(`2026-07-${day}T15:00:00Z`, index),
  );
  test.each([
    ['the eighth call in seven days', week, '2026-07-07T17:00:00Z', ['F6 7 in 7', 'house 7 calls']],
    ['the seventh', week.slice(1), '2026-07-07T17:00:00Z', []],
    [
      'the eighth less than 168 hours after the first',
      week,
      '2026-07-08T14:59:59.999Z',
      ['F6 7 in 7', 'house 7 calls'],
    ],
    ['the eighth 168 hours after the first', week, '2026-07-08T15:00:00Z', []],
    [
      'one of them not connected',
      week.with(0, { ...call('2026-07-01T15:00:00Z', 0), connected: false }),
      '2026-07-07T17:00:00Z',
      [],
    ],
  ])('%s', (_name, contacts, at, blockedBy) => {
    expect([...ask({ ...zones('America/New_York'), contacts }, at).blockedBy]).toEqual(blockedBy);
  });
});

describe('what is not known forbids', () => {
  test.each([
    ['no zone at all', {}],
    ['a toll-free number alone', { phones: [phone('800')] }],
    ['a number over the internet alone', { phones: [{ ...phone('614'), line: 'voip' as const }] }],
    ['an area code not in service', { timeZones: ['America/New_York'], phones: [phone('999')] }],
    [
      'a military address',
      { timeZones: ['America/New_York'], addresses: [{ id: 'a', zip: '09001', place: 'home' as const }] },
    ],
  ])('%s', (_name, facts) => {
    expect([...ask({ jurisdictions: ['US-OH'], ...facts }, '2026-07-15T16:00:00Z').blockedBy]).toContain(
      'zone unknown',
    );
  });
});
