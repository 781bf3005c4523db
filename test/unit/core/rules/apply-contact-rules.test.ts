import { describe, expect, test } from 'vitest';
import { actionId, type ChannelId, NO_CONTACT, type WindowId } from '../../../../src/core/identifiers.ts';
import { applyContactRules } from '../../../../src/core/rules/apply-contact-rules.ts';
import type { Candidate } from '../../../../src/core/rules/candidate.ts';
import type { ConsentStatus, ContactProfile } from '../../../../src/core/rules/contact-profile.ts';
import { makeRuleBook } from '../../../../src/core/rules/rule-book.ts';
import type { RuleSettings } from '../../../../src/core/rules/rule-settings.ts';
import { HOUR_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { at, decisionId } from '../../../support/builders/identifiers.ts';
import { aContact, aProfile } from '../../../support/builders/profile-builder.ts';

const SMS = 'sms' as ChannelId;
// A Tuesday, 10:00 in New York.
const NOW = at('2026-11-24T15:00:00Z');
const SETTINGS: RuleSettings = {
  quietHours: { id: 'quiet-hours@1', start: '08:00', end: '21:00' },
  caps: [{ id: 'house-contact-frequency@1', limit: 1, days: 7 }],
  minimumWindowMinutes: 30,
};

function candidate(start: string, end: string, channel: ChannelId = SMS): Candidate {
  return {
    action: actionId(channel, 'w' as WindowId),
    channel,
    window: {
      id: 'w' as WindowId,
      interval: { start: at(start), end: at(end) },
      timeZone: 'America/New_York',
    },
  };
}

/** 17:00 to 20:00 in New York. */
const EVENING = candidate('2026-11-24T22:00:00Z', '2026-11-25T01:00:00Z');
const SERVICING = { purpose: 'servicing', actor: 'third-party' } as const;
const REACHABLE = aProfile({ timeZones: ['America/New_York'], holds: [], contacts: [] });

function judge(profile: Partial<ContactProfile>, candidates = [EVENING], settings = SETTINGS, now = NOW) {
  return applyContactRules({
    book: makeRuleBook({ rules: settings, channels: [] }, []),
    question: SERVICING,
    candidates,
    profile: { ...REACHABLE, ...profile },
    now,
  });
}
const hitsOf = (mask: ReturnType<typeof judge>) =>
  mask.blocked.map(({ hits }) => hits.map(({ rule }) => rule));

test('a reachable borrower may be reached, and inaction is a choice then', () => {
  expect(judge({}, [{ action: NO_CONTACT }, EVENING])).toEqual({
    eligible: [EVENING, { action: NO_CONTACT }],
    blocked: [],
  });
});

test('where no contact is permitted there is nothing to choose', () => {
  const mask = judge({ consents: {} }, [EVENING, { action: NO_CONTACT }]);
  expect(mask.eligible).toEqual([]);
  expect(hitsOf(mask)).toEqual([['channel-consent@1'], ['nothing-to-choose@1']]);
});

describe('consent', () => {
  test.each<[string, ContactProfile['consents']]>([
    ['missing', {}],
    ['refused', { sms: { status: 'refused' } }],
    ['unknown', { sms: { status: 'unknown' } }],
    ['of a kind nobody knows', { sms: { status: 'maybe' as ConsentStatus } }],
    ['yet to begin', { sms: { status: 'granted', since: plusMs(NOW, 1) } }],
  ])('%s forbids', (_case, consents) => {
    expect(hitsOf(judge({ consents }))).toEqual([['channel-consent@1']]);
  });

  test('from the instant it begins permits', () => {
    expect(judge({ consents: { sms: { status: 'granted', since: NOW } } }).blocked).toEqual([]);
  });

  test('is not found in what every object has', () => {
    const inherited = candidate('2026-11-24T22:00:00Z', '2026-11-25T01:00:00Z', 'constructor' as ChannelId);
    expect(judge({}, [inherited]).blocked[0]?.hits[0]?.reason).toBe('No consent to this channel is on file.');
  });
});

describe('holds', () => {
  const hold = { id: 'h-1', since: NOW, source: 'borrower-request' };
  test.each([
    ['on every channel', [hold], [['do-not-contact@1']]],
    ['on this channel', [{ ...hold, channel: SMS }], [['do-not-contact@1']]],
    [
      'on this and on every channel',
      [hold, { ...hold, channel: SMS }],
      [['do-not-contact@1', 'do-not-contact@1']],
    ],
    ['that begins tomorrow', [{ ...hold, since: plusMs(NOW, 24 * HOUR_MS) }], [['do-not-contact@1']]],
    ['on another channel', [{ ...hold, channel: 'email' as ChannelId }], []],
  ])('%s', (_case, holds, expected) => {
    expect(hitsOf(judge({ holds }))).toEqual(expected);
  });
});

describe('timed holds', () => {
  // The evening window lasts from 22:00 to 01:00 UTC.
  const hold = { id: 'h-1', since: plusMs(NOW, -HOUR_MS), source: 'outcome:conversation' };
  const withUntil = (until: string, more: object = {}) =>
    judge({ holds: [{ ...hold, until: at(until), ...more }] });

  test.each([
    ['over before the window', '2026-11-24T22:00:00Z', '2026-11-24T22:00:00Z'],
    ['over within it', '2026-11-25T00:00:00Z', '2026-11-25T00:00:00Z'],
    ['over with just enough left', '2026-11-25T00:30:00Z', '2026-11-25T00:30:00Z'],
  ])('%s: the window begins when both do', (_case, until, start) => {
    expect(withUntil(until).eligible.map(({ window }) => window?.interval)).toEqual([
      { start: at(start), end: at('2026-11-25T01:00:00Z') },
    ]);
  });

  test.each([
    ['over with too little left', '2026-11-25T00:30:00.001Z'],
    ['over with the window', '2026-11-25T01:00:00Z'],
    ['over days later', '2026-12-01T00:00:00Z'],
  ])('%s: blocked, with the end', (_case, until) => {
    expect(withUntil(until).blocked[0]?.hits).toEqual([
      {
        rule: 'do-not-contact@1',
        reason: `A do-not-contact hold is on file until ${new Date(until).toISOString()}.`,
      },
    ]);
  });

  test('binds its channel only, if it has one', () => {
    expect(withUntil('2026-12-01T00:00:00Z', { channel: 'email' }).blocked).toEqual([]);
    expect(hitsOf(withUntil('2026-12-01T00:00:00Z', { channel: SMS }))).toEqual([['do-not-contact@1']]);
  });

  test('that ends before it began contradicts itself, and does not end', () => {
    expect(withUntil('2026-11-01T00:00:00Z').blocked[0]?.hits[0]?.reason).toBe(
      'A do-not-contact hold on every channel is on file.',
    );
  });

  test('leaves the part of the day that is lawful and comes after it', () => {
    // 8 to 21 in St John's and in Brisbane: lawful from 10:30 to 11:00 and from 22:00 to 23:30 UTC.
    const day = candidate('2026-07-15T02:30:00Z', '2026-07-16T02:30:00Z');
    const now = at('2026-07-15T00:00:00Z');
    const mask = judge(
      {
        timeZones: ['America/St_Johns', 'Australia/Brisbane'],
        holds: [{ ...hold, since: plusMs(now, -HOUR_MS), until: at('2026-07-15T10:31:00Z') }],
      },
      [day],
      SETTINGS,
      now,
    );
    expect(mask.eligible.map(({ window }) => window?.interval)).toEqual([
      { start: at('2026-07-15T22:00:00Z'), end: at('2026-07-15T23:30:00Z') },
    ]);
  });

  test('does not move a window past a cap', () => {
    const contacts = [
      aContact({
        kind: 'sent',
        interval: { start: at('2026-11-17T22:30:00Z'), end: at('2026-11-17T22:30:00Z') },
      }),
    ];
    const holds = [{ ...hold, until: at('2026-11-24T23:00:00Z') }];
    expect(hitsOf(judge({ contacts, holds }))).toEqual([['house-contact-frequency@1']]);
  });
});

describe('time zones', () => {
  test.each([
    ['none on file', []],
    ['one not recognised', ['America/New_York', 'Mars/Olympus']],
    ['a fixed offset', ['-05:00']],
  ])('%s forbids', (_case, timeZones) => {
    expect(hitsOf(judge({ timeZones }))).toEqual([['time-zone-known@1']]);
  });

  test('a contact whose window was not laid out is forbidden', () => {
    const { window: _none, ...bare } = EVENING;
    expect(hitsOf(judge({}, [bare]))).toEqual([['time-zone-known@1']]);
  });

  test('so is a contact without a channel', () => {
    const { channel: _none, ...bare } = EVENING;
    expect(hitsOf(judge({}, [bare]))).toEqual([['channel-consent@1']]);
  });
});

describe('the send window', () => {
  const lawful = (candidates: Candidate[], settings = SETTINGS, now = NOW, timeZones = REACHABLE.timeZones) =>
    judge({ timeZones }, candidates, settings, now).eligible.map(({ window }) => window?.interval);
  const EXACT = { ...SETTINGS, minimumWindowMinutes: 0 };

  test('exactly 08:00 is lawful and exactly 21:00 is not', () => {
    const opening = candidate('2026-11-25T12:59:59.999Z', '2026-11-25T13:00:00.001Z');
    expect(lawful([opening], EXACT)).toEqual([
      { start: at('2026-11-25T13:00:00Z'), end: at('2026-11-25T13:00:00.001Z') },
    ]);
    const closing = candidate('2026-11-25T01:59:59.999Z', '2026-11-25T02:00:00.001Z');
    expect(lawful([closing], EXACT)).toEqual([
      { start: at('2026-11-25T01:59:59.999Z'), end: at('2026-11-25T02:00:00Z') },
    ]);
    const closed = candidate('2026-11-25T02:00:00Z', '2026-11-25T02:00:00.001Z');
    expect(hitsOf(judge({}, [closed], EXACT))).toEqual([['quiet-hours@1']]);
  });

  test('is cut to what is lawful everywhere on file', () => {
    const allDay = candidate('2026-11-24T15:00:00Z', '2026-11-25T05:00:00Z');
    expect(lawful([allDay], SETTINGS, NOW, ['America/New_York', 'America/Los_Angeles'])).toEqual([
      { start: at('2026-11-24T16:00:00Z'), end: at('2026-11-25T02:00:00Z') },
    ]);
  });

  test('lawful in two parts, the first that is long enough is taken', () => {
    // 8 to 21 in St John's (−2:30) and in Brisbane (+10): half an hour in the morning, an hour and a half at night.
    const day = candidate('2026-07-15T02:30:00Z', '2026-07-16T02:30:00Z');
    const zones = ['America/St_Johns', 'Australia/Brisbane'];
    const take = (minimumWindowMinutes: number) =>
      lawful([day], { ...SETTINGS, minimumWindowMinutes }, at('2026-07-15T00:00:00Z'), zones);
    expect(take(30)).toEqual([{ start: at('2026-07-15T10:30:00Z'), end: at('2026-07-15T11:00:00Z') }]);
    expect(take(31)).toEqual([{ start: at('2026-07-15T22:00:00Z'), end: at('2026-07-15T23:30:00Z') }]);
    expect(take(91)).toEqual([]);
  });

  test('counts from now on', () => {
    const now = at('2026-11-25T00:30:00Z');
    expect(lawful([EVENING], SETTINGS, now)).toEqual([{ start: now, end: at('2026-11-25T01:00:00Z') }]);
    expect(hitsOf(judge({}, [EVENING], SETTINGS, plusMs(now, 1)))).toEqual([['minimum-window@1']]);
    expect(hitsOf(judge({}, [EVENING], EXACT, at('2026-11-25T01:00:00Z')))).toEqual([['send-window@1']]);
  });
});

describe('frequency caps', () => {
  const sentAt = (time: string) => aContact({ kind: 'sent', interval: { start: at(time), end: at(time) } });

  test('a contact exactly seven days before the window lies outside the stretch', () => {
    expect(judge({ contacts: [sentAt('2026-11-17T22:00:00Z')] }).blocked).toEqual([]);
    expect(hitsOf(judge({ contacts: [sentAt('2026-11-17T22:00:00.001Z')] }))).toEqual([
      ['house-contact-frequency@1'],
    ]);
  });

  test('a further time zone does not move a window past a cap', () => {
    const morning = candidate('2026-11-24T15:00:00Z', '2026-11-24T20:00:00Z');
    const contacts = [sentAt('2026-11-17T15:30:00Z')];
    for (const further of ['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']) {
      expect(hitsOf(judge({ contacts, timeZones: ['America/New_York', further] }, [morning]))).toEqual([
        ['house-contact-frequency@1'],
      ]);
    }
  });

  test('a reservation counts until its window has passed, a contact after that too', () => {
    const spent = { start: plusMs(NOW, -HOUR_MS), end: NOW };
    expect(judge({ contacts: [aContact({ interval: spent })] }).blocked).toEqual([]);
    expect(hitsOf(judge({ contacts: [aContact({ interval: { ...spent, end: plusMs(NOW, 1) } })] }))).toEqual([
      ['house-contact-frequency@1'],
    ]);
    expect(hitsOf(judge({ contacts: [aContact({ kind: 'sent', interval: spent })] }))).toEqual([
      ['house-contact-frequency@1'],
    ]);
  });

  test('a decision does not stand in its own way', () => {
    const contacts = [aContact()];
    const input = {
      book: makeRuleBook({ rules: SETTINGS, channels: [] }, []),
      question: SERVICING,
      candidates: [EVENING],
      profile: { ...REACHABLE, contacts },
      now: NOW,
    };
    expect(applyContactRules({ ...input, exceptDecision: aContact().decisionId }).blocked).toEqual([]);
    expect(applyContactRules({ ...input, exceptDecision: decisionId('other') }).blocked).toHaveLength(1);
  });

  test('an entry that ends before it starts counts wherever it may be meant', () => {
    const swapped = aContact({
      kind: 'sent',
      interval: { start: at('2026-11-20T00:00:00Z'), end: at('2026-11-10T00:00:00Z') },
    });
    expect(hitsOf(judge({ contacts: [swapped] }))).toEqual([['house-contact-frequency@1']]);
  });

  test('each cap that is broken is told', () => {
    const caps = [
      { id: 'house@1', limit: 1, days: 7 },
      { id: 'sms@1', limit: 1, days: 30, channels: [SMS] },
      { id: 'email@1', limit: 0, days: 7, channels: ['email' as ChannelId] },
    ];
    const mask = judge({ contacts: [sentAt('2026-11-01T12:00:00Z')] }, [EVENING], { ...SETTINGS, caps });
    expect(mask.blocked[0]?.hits).toEqual([
      { rule: 'sms@1', reason: 'The limit of 1 within 30 × 24 hours could be exceeded.' },
    ]);
  });
});

test('every rule that forbids is told, in order', () => {
  const night = candidate('2026-11-25T03:00:00Z', '2026-11-25T05:00:00Z');
  const mask = judge({ consents: {}, holds: aProfile().holds, contacts: [aContact()] }, [
    { ...night, action: actionId('call' as ChannelId, 'w' as WindowId), channel: 'call' as ChannelId },
  ]);
  expect(hitsOf(mask)).toEqual([
    [
      'channel-consent@1',
      'do-not-contact@1',
      'do-not-contact@1',
      'quiet-hours@1',
      'house-contact-frequency@1',
    ],
  ]);
});
