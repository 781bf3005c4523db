import { expect, test } from 'vitest';
import { blockersOf } from '../../../support/builders/moment-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const holidays = (calendar: 'US' | 'US-LA') => aRule({ kind: 'holiday', parameters: { calendar } });
const EAST = ['America/New_York'];

test.each<[string, 'US' | 'US-LA', string, readonly string[], boolean]>([
  ['the last moment before Christmas', 'US', '2026-12-25T04:59:59.999Z', EAST, false],
  ['Christmas', 'US', '2026-12-25T05:00:00Z', EAST, true],
  ['its last moment', 'US', '2026-12-26T04:59:59.999Z', EAST, true],
  ['the day after', 'US', '2026-12-26T05:00:00Z', EAST, false],
  ['still Christmas farther west', 'US', '2026-12-26T05:00:00Z', [...EAST, 'America/Los_Angeles'], true],
  ['already Christmas in Guam', 'US', '2026-12-24T14:00:00Z', [...EAST, 'Pacific/Guam'], true],
  ['Mardi Gras in Louisiana', 'US-LA', '2026-02-17T18:00:00Z', EAST, true],
  ['Mardi Gras elsewhere', 'US', '2026-02-17T18:00:00Z', EAST, false],
  ['a year that no calendar reaches', 'US', '2045-07-12T18:00:00Z', EAST, true],
])('%s', (_case, calendar, at, timeZones, closed) => {
  expect(blockersOf([holidays(calendar)], { at, profile: { timeZones } })).toEqual(closed ? ['rule@1'] : []);
});
