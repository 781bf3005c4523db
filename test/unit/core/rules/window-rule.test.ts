import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import type { InconvenientTime } from '../../../../src/core/rules/contact-profile.ts';
import type { OpenHours } from '../../../../src/core/rules/rule.ts';
import { formatInstant } from '../../../../src/core/time/instant.ts';
import { blockersOf, momentUnder } from '../../../support/builders/moment-builder.ts';
import { aRule, EVERY_DAY } from '../../../support/builders/rule-builder.ts';

const open = (hours: readonly OpenHours[], alsoZones?: readonly string[]) =>
  aRule({ kind: 'window', parameters: { hours, ...(alsoZones === undefined ? {} : { alsoZones }) } });
const EIGHT_TO_NINE = [{ days: EVERY_DAY, start: '08:00', end: '21:00' }];

describe('hours', () => {
  test.each<[string, readonly string[], string, boolean]>([
    ['a millisecond before eight', ['America/New_York'], '2026-07-15T11:59:59.999Z', false],
    ['eight', ['America/New_York'], '2026-07-15T12:00:00Z', true],
    ['a millisecond before nine', ['America/New_York'], '2026-07-16T00:59:59.999Z', true],
    ['nine', ['America/New_York'], '2026-07-16T01:00:00Z', false],
    [
      '10:59 in the East, with a Pacific address',
      ['America/New_York', 'America/Los_Angeles'],
      '2026-07-15T14:59:59.999Z',
      false,
    ],
    ['11:00 there', ['America/New_York', 'America/Los_Angeles'], '2026-07-15T15:00:00Z', true],
    [
      'Arizona in winter, 8:59, with a Pacific number',
      ['America/Phoenix', 'America/Los_Angeles'],
      '2026-01-15T15:59:59.999Z',
      false,
    ],
    ['Arizona in winter, 9:00', ['America/Phoenix', 'America/Los_Angeles'], '2026-01-15T16:00:00Z', true],
    ['Arizona in summer, 8:00', ['America/Phoenix', 'America/Los_Angeles'], '2026-07-15T15:00:00Z', true],
    [
      'Guam in winter, 11:59, with an Eastern number',
      ['Pacific/Guam', 'America/New_York'],
      '2026-01-15T01:59:59.999Z',
      true,
    ],
    ['Guam in winter, noon', ['Pacific/Guam', 'America/New_York'], '2026-01-15T02:00:00Z', false],
    ['Guam in summer, 11:00', ['Pacific/Guam', 'America/New_York'], '2026-07-15T01:00:00Z', false],
    [
      'an area code in two zones, 8:30 in the East',
      ['America/New_York', 'America/Chicago'],
      '2026-07-15T12:30:00Z',
      false,
    ],
    ['eight on the day clocks go forward', ['America/New_York'], '2027-03-14T12:00:00Z', true],
    ['seven on the day clocks go back', ['America/New_York'], '2026-11-01T12:00:00Z', false],
    ['eight on a leap day', ['America/New_York'], '2028-02-29T13:00:00Z', true],
  ])('%s', (_case, timeZones, at, lawful) => {
    expect(blockersOf([open(EIGHT_TO_NINE)], { at, profile: { timeZones } })).toEqual(
      lawful ? [] : ['rule@1'],
    );
  });

  test('a day that no entry names is closed, and several entries open it together', () => {
    const hours: OpenHours[] = [
      { days: ['sat'], start: '10:00', end: '12:00' },
      { days: ['sat'], start: '12:00', end: '13:00' },
      { days: ['mon'], start: '08:00', end: '21:00' },
    ];
    const verdict = (at: string) => momentUnder([open(hours)], { at, until: '2026-07-20T00:00:00Z' });
    // A Saturday and the Sunday after it.
    expect(verdict('2026-07-18T14:00:00Z')).toEqual({ kind: 'lawful', until: Date.UTC(2026, 6, 18, 17) });
    expect(verdict('2026-07-18T17:00:00Z').kind).toBe('blocked');
    expect(verdict('2026-07-19T15:00:00Z').kind).toBe('blocked');
  });

  test('the day is that of the place, not of UTC', () => {
    const saturdays = open([{ days: ['sat'], start: '08:00', end: '21:00' }]);
    // 20:30 on Saturday in New York is Sunday in UTC.
    expect(blockersOf([saturdays], { at: '2026-07-19T00:30:00Z' })).toEqual([]);
  });

  test('a clock that the rule names must agree', () => {
    const central = open([{ days: EVERY_DAY, start: '12:00', end: '21:00' }], ['America/Chicago']);
    const profile = { timeZones: ['America/Denver'] };
    expect(blockersOf([central], { at: '2026-07-19T17:59:59Z', profile })).toEqual(['rule@1']);
    expect(blockersOf([central], { at: '2026-07-19T18:00:00Z', profile })).toEqual([]);
    expect(blockersOf([central], { at: '2026-07-20T02:00:00Z', profile })).toEqual(['rule@1']);
    expect(blockersOf([open(EIGHT_TO_NINE, ['Mars/Olympus'])], { at: '2026-07-19T18:00:00Z' })).toEqual([
      'rule@1',
    ]);
  });
});

describe('inconvenient times', () => {
  const stated = aRule({ kind: 'window', parameters: { hours: 'stated' } });
  const blocked = (at: string, time: InconvenientTime, channel = 'call', timeZones = ['America/New_York']) =>
    blockersOf([stated], { at, channel, profile: { inconvenientTimes: [time], timeZones } }).length > 0;

  test.each<[string, InconvenientTime, string, boolean]>([
    ['before it begins', { start: '09:00', end: '10:00' }, '2026-07-15T12:59:59.999Z', false],
    ['when it begins', { start: '09:00', end: '10:00' }, '2026-07-15T13:00:00Z', true],
    ['when it ends', { start: '09:00', end: '10:00' }, '2026-07-15T14:00:00Z', false],
    ['over midnight, in the evening', { start: '20:00', end: '10:00' }, '2026-07-16T00:00:00Z', true],
    ['over midnight, in the morning', { start: '20:00', end: '10:00' }, '2026-07-15T13:59:59Z', true],
    ['over midnight, by day', { start: '20:00', end: '10:00' }, '2026-07-15T14:00:00Z', false],
    ['on another day', { days: ['thu'], start: '09:00', end: '10:00' }, '2026-07-15T13:30:00Z', false],
    [
      'of the night that began on Tuesday',
      { days: ['tue'], start: '20:00', end: '10:00' },
      '2026-07-15T13:00:00Z',
      true,
    ],
    [
      'of the night that begins on Wednesday, that morning',
      { days: ['wed'], start: '20:00', end: '10:00' },
      '2026-07-15T13:00:00Z',
      false,
    ],
    ['all day long', { days: ['wed'], start: '00:00', end: '00:00' }, '2026-07-15T13:00:00Z', true],
  ])('%s', (_case, time, at, expected) => {
    expect(blocked(at, time)).toBe(expected);
  });

  test('bind the medium they name, in any zone on file', () => {
    const time = { start: '09:00', end: '10:00', channel: 'sms' as ChannelId };
    expect(blocked('2026-07-15T13:00:00Z', time)).toBe(false);
    expect(blocked('2026-07-15T13:00:00Z', time, 'sms')).toBe(true);
    // 9:00 in Los Angeles.
    expect(blocked('2026-07-15T16:00:00Z', time, 'sms')).toBe(false);
    expect(blocked('2026-07-15T16:00:00Z', time, 'sms', ['America/New_York', 'America/Los_Angeles'])).toBe(
      true,
    );
  });
});

test('a rule comes into force at midnight in the first zone and ends in the last', () => {
  const never = open([]);
  const dated = { ...never, effective: { from: '2026-09-01', to: '2026-09-03' } };
  const profile = { timeZones: ['America/New_York', 'America/Los_Angeles'] };
  const blockers = (at: string) => blockersOf([dated], { at, profile });
  expect(blockers('2026-09-01T03:59:59.999Z')).toEqual([]);
  expect(blockers('2026-09-01T04:00:00Z')).toEqual(['rule@1']);
  expect(blockers('2026-09-03T06:59:59.999Z')).toEqual(['rule@1']);
  expect(blockers('2026-09-03T07:00:00Z')).toEqual([]);
  // What is lawful until then stays so no longer.
  const verdict = momentUnder([dated], {
    at: '2026-09-01T03:00:00Z',
    until: '2026-09-01T05:00:00Z',
    profile,
  });
  expect(verdict.kind === 'lawful' && formatInstant(verdict.until)).toBe('2026-09-01T04:00:00.000Z');
});
