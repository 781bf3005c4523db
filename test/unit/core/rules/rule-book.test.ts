import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import { questionOf } from '../../../../src/core/rules/contact-question.ts';
import { indicatedPlaces } from '../../../../src/core/rules/indicated-places.ts';
import { lookbackDays, mediumOf, ruleBookOf, ruledChannel } from '../../../../src/core/rules/rule-book.ts';
import { bookOf, OPEN_HOUSE } from '../../../support/builders/moment-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const channel = (id: string, more: object = {}) => ({
  id: id as ChannelId,
  cost: 0,
  rewardWindowHours: 72,
  ...more,
});

describe('channels', () => {
  test.each([
    ['call', {}, 'call', true],
    ['sms', {}, 'text', true],
    ['sms', { automated: false }, 'text', false],
    ['email', { automated: true }, 'email', false],
    ['letter', {}, 'mail', false],
    ['push', {}, 'push', false],
    ['agent', { medium: 'call' as const, automated: false }, 'call', false],
    ['fax', {}, undefined, true],
    ['constructor', {}, undefined, true],
  ])('%s %j', (id, more, medium, automated) => {
    const book = bookOf([], {}, [channel(id, more)]);
    expect(ruledChannel(book, id as ChannelId)).toEqual({
      id,
      automated,
      ...(medium === undefined ? {} : { medium }),
    });
    expect(mediumOf(channel(id, more))).toBe(medium);
  });

  test('one that is no longer configured is judged by its id', () => {
    expect(ruledChannel(bookOf([]), 'sms' as ChannelId).medium).toBe('text');
  });
});

test('a book holds the rules that are switched on, by name', () => {
  const on = aRule({ kind: 'consent', parameters: {} }, { id: 'on', version: 3 });
  const off = aRule({ kind: 'consent', parameters: {} }, { id: 'off', enabled: 'off' });
  expect(bookOf([on, off]).rules).toEqual([{ rule: on, reference: 'on@3' }]);
});

test('a configuration has one book, and none of the packs unless it names them', () => {
  const configuration = { rules: OPEN_HOUSE, channels: [] };
  expect(ruleBookOf(configuration)).toBe(ruleBookOf(configuration));
  expect(ruleBookOf(configuration).rules).toEqual([]);
});

test('the longest look back is that of any cap, cooldown or consent', () => {
  const cooldown = aRule({
    kind: 'cooldown',
    parameters: { days: 9, after: 'conversation', unit: 'debt', exclusions: [] },
  });
  const consent = aRule({ kind: 'consent', parameters: { maxAgeDays: 60, orReassignedCheckDays: 61 } });
  const caps = [{ id: 'c@1', limit: 1, days: 10 }];
  expect(lookbackDays(bookOf([]))).toBe(0);
  expect(lookbackDays(bookOf([cooldown], { caps }))).toBe(10);
  expect(lookbackDays(bookOf([cooldown]))).toBe(9);
  expect(lookbackDays(bookOf([cooldown, consent], { caps }))).toBe(61);
});

describe('the question', () => {
  const accounts = { a: { actor: 'first-party' as const } };
  test.each([
    ['servicing', {}, 'servicing'],
    ['collections', {}, 'collection'],
    ['required', {}, 'required'],
    ['offers', {}, 'collection'],
    ['offers', { purposes: { offers: 'solicitation' as const } }, 'solicitation'],
    ['servicing', { purposes: { servicing: 'collection' as const } }, 'collection'],
    ['constructor', {}, 'collection'],
  ])('of the purpose %s under %j is %s', (name, settings, purpose) => {
    expect(questionOf(bookOf([], settings), name, {})).toEqual({ purpose, actor: 'third-party' });
  });

  test('is asked by whom the account names, else by whom the settings do', () => {
    const book = bookOf([], { actor: 'third-party' });
    expect(questionOf(book, 'servicing', { accounts }, 'a').actor).toBe('first-party');
    expect(questionOf(book, 'servicing', { accounts }, 'b').actor).toBe('third-party');
    expect(questionOf(bookOf([], { actor: 'first-party' }), 'servicing', {}).actor).toBe('first-party');
    expect(questionOf(book, 'servicing', { accounts }, 'constructor')).toEqual({
      purpose: 'servicing',
      actor: 'third-party',
      accountId: 'constructor',
    });
  });
});

describe('places', () => {
  test('stated ones, each once, the first of them home, with the state of a city', () => {
    expect(
      indicatedPlaces({
        timeZones: ['America/Denver', 'America/Chicago', 'America/Denver'],
        jurisdictions: ['US-NY-NYC', 'US-CO'],
      }),
    ).toEqual({
      zones: ['America/Denver', 'America/Chicago'],
      known: true,
      home: 'America/Denver',
      jurisdictions: ['US-NY-NYC', 'US-NY', 'US-CO'],
      unknown: [],
    });
  });

  test.each([
    ['nothing on file', {}, 'No time zone is on file.'],
    [
      'a zone that is none',
      { timeZones: ['America/Denver', 'Mars/Olympus'] },
      'A time zone on file is not recognised.',
    ],
    [
      'a number without an area code',
      { timeZones: ['America/Denver'], phones: [{ id: 'p', line: 'mobile', place: 'personal' }] as const },
      'Nobody can tell the place of a telephone number on file.',
    ],
    [
      'an address nobody knows',
      { timeZones: ['America/Denver'], addresses: [{ id: 'a', zip: '00000', place: 'home' }] as const },
      'Nobody can tell the place of a postal address on file.',
    ],
  ])('unknown: %s', (_case, profile, reason) => {
    const places = indicatedPlaces({ timeZones: [], ...profile });
    expect(places.known).toBe(false);
    expect(places.unknown).toEqual([reason]);
  });
});
