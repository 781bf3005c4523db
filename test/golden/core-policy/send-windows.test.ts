import { expect, test } from 'vitest';
import type { WindowTemplate } from '../../../src/core/configuration.ts';
import type { ChannelId, WindowId } from '../../../src/core/identifiers.ts';
import { applyContactRules } from '../../../src/core/rules/apply-contact-rules.ts';
import { layOutCandidates } from '../../../src/core/rules/lay-out-candidates.ts';
import { makeRuleBook } from '../../../src/core/rules/rule-book.ts';
import { formatInstant } from '../../../src/core/time/instant.ts';
import { at } from '../../support/builders/identifiers.ts';
import { aProfile } from '../../support/builders/profile-builder.ts';

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const WINDOWS: readonly WindowTemplate[] = [
  { id: 'weekday-morning' as WindowId, days: WORKDAYS, start: '08:00', end: '12:00' },
  { id: 'weekday-evening' as WindowId, days: WORKDAYS, start: '17:00', end: '21:00' },
  { id: 'weekend' as WindowId, days: ['sat', 'sun'], start: '00:00', end: '24:00' },
];
const TIMES = [
  '2026-07-15T15:00:00Z',
  '2026-10-31T23:30:00Z',
  '2027-01-15T01:10:00Z',
  '2027-03-13T20:00:00Z',
];
const PLACES = [
  ['America/New_York'],
  ['America/New_York', 'America/Los_Angeles'],
  ['Pacific/Honolulu', 'America/New_York'],
  ['America/Phoenix', 'America/Los_Angeles'],
  ['Pacific/Guam', 'America/New_York'],
  ['America/St_Johns', 'Australia/Brisbane'],
];

function windowsAt(time: string, timeZones: readonly string[]): readonly string[] {
  const now = at(time);
  const { candidates } = layOutCandidates({
    configuration: {
      channels: [{ id: 'email' as ChannelId, cost: 0, rewardWindowHours: 72 }],
      windows: WINDOWS,
      noContact: { enabled: false, rewardWindowHours: 72 },
    },
    timeZone: timeZones[0] ?? '',
    now,
    horizonHours: 168,
    exclude: [],
  });
  const { eligible, blocked } = applyContactRules({
    book: makeRuleBook(
      {
        channels: [],
        rules: {
          quietHours: { id: 'quiet-hours@1', start: '08:00', end: '21:00' },
          caps: [],
          minimumWindowMinutes: 30,
        },
      },
      [],
    ),
    question: { purpose: 'servicing', actor: 'third-party' },
    candidates,
    profile: aProfile({ timeZones, holds: [], contacts: [] }),
    now,
  });
  return [
    ...eligible.map(({ action, window }) =>
      [
        action,
        ...[window?.interval.start, window?.interval.end].map((end) => formatInstant(end ?? now)),
      ].join(' '),
    ),
    ...blocked.map(({ action, hits }) => `${action} ${hits.map(({ rule }) => rule).join(' ')}`),
  ];
}

test('send windows fall where they always did, also around a change of clocks', async () => {
  const laidOut = TIMES.flatMap((time) =>
    PLACES.map((zones) => ({ time, zones, windows: windowsAt(time, zones) })),
  );
  const lines = laidOut.map((each) => `${JSON.stringify(each)}\n`);
  await expect(lines.join('')).toMatchFileSnapshot('send-windows.jsonl');
});
