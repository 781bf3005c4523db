import { describe, expect, test } from 'vitest';
import type { WindowTemplate } from '../../../../src/core/configuration.ts';
import type { ChannelId, WindowId } from '../../../../src/core/identifiers.ts';
import { type LayOutInput, layOutCandidates } from '../../../../src/core/rules/lay-out-candidates.ts';
import { at } from '../../../support/builders/identifiers.ts';

const EVENING: WindowTemplate = {
  id: 'weekday-evening' as WindowId,
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  start: '17:00',
  end: '20:00',
};
const SATURDAY: WindowTemplate = { id: 'saturday' as WindowId, days: ['sat'], start: '09:00', end: '24:00' };

function layOut(overrides: Partial<LayOutInput> = {}, windows = [EVENING, SATURDAY]) {
  return layOutCandidates({
    configuration: {
      channels: ['email', 'sms'].map((id) => ({ id: id as ChannelId, cost: 0, rewardWindowHours: 72 })),
      windows,
      noContact: { enabled: true, rewardWindowHours: 72 },
    },
    timeZone: 'America/New_York',
    // A Tuesday, 10:00 in New York.
    now: at('2026-11-24T15:00:00Z'),
    horizonHours: 168,
    exclude: [],
    ...overrides,
  });
}

const intervalOf = (laidOut: ReturnType<typeof layOut>, action: string) =>
  laidOut.candidates.find((candidate) => candidate.action === action)?.window?.interval;

describe('the next occurrence', () => {
  test('is resolved in the local time of the first zone on file', () => {
    const laidOut = layOut();
    expect(laidOut.blocked).toEqual([]);
    expect(laidOut.candidates).toEqual([
      {
        action: 'email@weekday-evening',
        channel: 'email',
        window: {
          id: 'weekday-evening',
          interval: { start: at('2026-11-24T22:00:00Z'), end: at('2026-11-25T01:00:00Z') },
          timeZone: 'America/New_York',
        },
      },
      expect.objectContaining({ action: 'email@saturday' }),
      expect.objectContaining({ action: 'sms@weekday-evening', channel: 'sms' }),
      expect.objectContaining({ action: 'sms@saturday' }),
      { action: 'no-contact' },
    ]);
    expect(intervalOf(laidOut, 'sms@saturday')).toEqual({
      start: at('2026-11-28T14:00:00Z'),
      end: at('2026-11-29T05:00:00Z'),
    });
  });

  test('is what is left of the current one', () => {
    const now = at('2026-11-25T00:59:00Z');
    expect(intervalOf(layOut({ now }), 'sms@weekday-evening')).toEqual({
      start: now,
      end: at('2026-11-25T01:00:00Z'),
    });
  });

  test('is the following one from the moment the current one ends', () => {
    expect(intervalOf(layOut({ now: at('2026-11-25T01:00:00Z') }), 'sms@weekday-evening')?.start).toBe(
      at('2026-11-25T22:00:00Z'),
    );
  });

  test('keeps its wall time when the clocks change in between', () => {
    const laidOut = layOut({ now: at('2026-10-30T23:59:00Z') });
    expect(intervalOf(laidOut, 'email@weekday-evening')?.end).toBe(at('2026-10-31T00:00:00Z'));
    expect(intervalOf(laidOut, 'email@saturday')?.start).toBe(at('2026-10-31T13:00:00Z'));
    const monday = layOut({ now: at('2026-10-31T00:00:00Z') });
    expect(intervalOf(monday, 'email@weekday-evening')?.start).toBe(at('2026-11-02T22:00:00Z'));
  });

  test('passes over one that the change of clocks skips', () => {
    const night: WindowTemplate = { ...EVENING, days: ['sun'], start: '02:00', end: '03:00' };
    const laidOut = layOut({ now: at('2027-03-14T05:00:00Z'), horizonHours: 200 }, [night]);
    expect(intervalOf(laidOut, 'sms@weekday-evening')?.start).toBe(at('2027-03-21T06:00:00Z'));
  });

  test('may begin at the last instant of the horizon and no later', () => {
    expect(intervalOf(layOut({ horizonHours: 7 }), 'sms@weekday-evening')).toBeDefined();
    const { candidates, blocked } = layOut({ horizonHours: 6.999 });
    expect(candidates).toEqual([{ action: 'no-contact' }]);
    expect(blocked.map(({ action, hits }) => [action, hits.map(({ rule }) => rule)])).toEqual(
      ['email@weekday-evening', 'email@saturday', 'sms@weekday-evening', 'sms@saturday'].map((action) => [
        action,
        ['horizon@1'],
      ]),
    );
  });

  test('is looked for on the same weekday next week, and a date further where clocks go forward', () => {
    const tuesday: WindowTemplate = { ...EVENING, days: ['tue'], start: '09:00', end: '10:00' };
    expect(intervalOf(layOut({}, [tuesday]), 'sms@weekday-evening')?.start).toBe(at('2026-12-01T14:00:00Z'));
    // Saturday, 23:30 in New York; the day that follows has 23 hours.
    const monday: WindowTemplate = { ...EVENING, days: ['mon'], start: '00:00', end: '06:00' };
    const laidOut = layOut({ now: at('2027-03-14T04:30:00Z'), horizonHours: 24 }, [monday]);
    expect(intervalOf(laidOut, 'sms@weekday-evening')?.start).toBe(at('2027-03-15T04:00:00Z'));
  });

  test('a window without days never comes', () => {
    expect(layOut({}, [{ ...EVENING, days: [] }]).candidates).toEqual([{ action: 'no-contact' }]);
  });
});

describe('exclusions', () => {
  test.each([
    ['sms', ['sms@weekday-evening', 'sms@saturday']],
    ['saturday', ['email@saturday', 'sms@saturday']],
    ['sms@saturday', ['sms@saturday']],
    ['no-contact', ['no-contact']],
    ['letter', []],
  ])('%s leaves out its actions', (name, expected) => {
    const { candidates, blocked } = layOut({ exclude: [name] });
    expect(blocked.map(({ action }) => action)).toEqual(expected);
    expect(blocked.every(({ hits }) => hits.every(({ rule }) => rule === 'request-excluded@1'))).toBe(true);
    expect(candidates).toHaveLength(5 - expected.length);
  });

  test('every reason is told', () => {
    const { blocked } = layOut({ exclude: ['sms'], horizonHours: 24 });
    expect(blocked.find(({ action }) => action === 'sms@saturday')?.hits.map(({ rule }) => rule)).toEqual([
      'request-excluded@1',
      'horizon@1',
    ]);
  });
});

test('in an unknown zone nothing is laid out, and the contact rules get to say why', () => {
  const { candidates, blocked } = layOut({ timeZone: 'Mars/Olympus', exclude: ['email'] });
  expect(candidates).toEqual([
    { action: 'sms@weekday-evening', channel: 'sms' },
    { action: 'sms@saturday', channel: 'sms' },
    { action: 'no-contact' },
  ]);
  expect(blocked.map(({ hits }) => hits.map(({ rule }) => rule))).toEqual([
    ['request-excluded@1'],
    ['request-excluded@1'],
  ]);
});

test('no-contact is a candidate only where it is configured', () => {
  const { candidates } = layOutCandidates({
    configuration: { channels: [], windows: [], noContact: { enabled: false, rewardWindowHours: 1 } },
    timeZone: 'UTC',
    now: at('2026-11-24T15:00:00Z'),
    horizonHours: 1,
    exclude: [],
  });
  expect(candidates).toEqual([]);
});
