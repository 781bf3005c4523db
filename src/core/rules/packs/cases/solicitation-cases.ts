import { DAY_MS } from '../../../time/instant.ts';
import { type CaseFrame, capCases, contactsBefore, hoursCases, makeCase } from './make-cases.ts';
import type { RuleCase } from './rule-case.ts';

function soliciting(state: string, topic: string, zone: string): CaseFrame {
  return {
    rule: `us-${state.toLowerCase()}-solicitation-${topic}@1`,
    channel: 'call',
    purpose: 'solicitation',
    actor: 'first-party',
    profile: { jurisdictions: [`US-${state}`], timeZones: [zone] },
  };
}

const EASTERN = ['America/New_York', '-04:00'] as const;
const CENTRAL = ['America/Chicago', '-05:00'] as const;
const MOUNTAIN = ['America/Denver', '-06:00'] as const;
const PACIFIC = ['America/Los_Angeles', '-07:00'] as const;

/** On a Wednesday of July 2026, by the clock of the zone. */
const WEEKDAY_HOURS = [
  ['AL', CENTRAL, '08:00', '20:00'],
  ['CT', EASTERN, '09:00', '20:00'],
  ['FL', EASTERN, '08:00', '20:00'],
  ['IL', CENTRAL, '09:00', '21:00'],
  ['KY', EASTERN, '10:00', '21:00'],
  ['LA', CENTRAL, '08:00', '20:00'],
  ['MA', EASTERN, '08:00', '20:00'],
  ['MD', EASTERN, '08:00', '20:00'],
  ['MI', EASTERN, '09:00', '21:00'],
  ['MN', CENTRAL, '09:00', '21:00'],
  ['MS', CENTRAL, '08:00', '20:00'],
  ['NJ', EASTERN, '08:00', '20:00'],
  ['NM', MOUNTAIN, '09:00', '21:00'],
  ['NV', PACIFIC, '09:00', '20:00'],
  ['OK', CENTRAL, '08:00', '20:00'],
  ['OR', PACIFIC, '08:00', '20:00'],
  ['PA', EASTERN, '08:00', '21:00'],
  ['RI', EASTERN, '09:00', '18:00'],
  ['TX', CENTRAL, '09:00', '21:00'],
  ['WA', PACIFIC, '08:00', '20:00'],
] as const;

const weekdays: readonly RuleCase[] = WEEKDAY_HOURS.flatMap(([state, [zone, offset], opens, closes]) =>
  hoursCases(
    soliciting(state, 'hours', zone),
    `2026-07-15T${opens}:00${offset}`,
    `2026-07-15T${closes}:00${offset}`,
  ),
);

const CLOSED_ON_SUNDAYS = [
  ['AL', CENTRAL],
  ['LA', CENTRAL],
  ['MS', CENTRAL],
  ['PA', EASTERN],
  ['RI', EASTERN],
] as const;

const sundays: readonly RuleCase[] = CLOSED_ON_SUNDAYS.map(([state, [zone, offset]]) =>
  makeCase(soliciting(state, 'hours', zone), 'blocked', 'Sunday at noon', {
    at: `2026-07-19T12:00:00${offset}`,
  }),
);

const TEXAS = soliciting('TX', 'hours', 'America/Chicago');
const EL_PASO = soliciting('TX', 'hours', 'America/Denver');

const particular: readonly RuleCase[] = [
  ...hoursCases(TEXAS, '2026-07-19T12:00:00-05:00', '2026-07-19T21:00:00-05:00'),
  ...hoursCases(EL_PASO, '2026-07-19T12:00:00-06:00', '2026-07-19T20:00:00-06:00'),
  makeCase(TEXAS, 'allowed', 'before SB 140', { at: '2025-08-31T08:00:00-05:00' }),
  ...hoursCases(
    soliciting('MS', 'hours', 'America/New_York'),
    '2026-07-15T09:00:00-04:00',
    '2026-07-15T20:00:00-04:00',
  ),
  ...hoursCases(
    {
      ...soliciting('FL', 'hours', 'America/New_York'),
      channel: 'sms',
      profile: { jurisdictions: ['US-FL'], timeZones: ['America/New_York', 'America/Chicago'] },
    },
    '2026-07-15T09:00:00-04:00',
    '2026-07-15T20:00:00-04:00',
  ),
  ...hoursCases(
    soliciting('RI', 'hours', 'America/New_York'),
    '2026-07-18T10:00:00-04:00',
    '2026-07-18T17:00:00-04:00',
  ),
  makeCase(soliciting('FL', 'hours', 'America/New_York'), 'allowed', 'collection in the evening', {
    at: '2026-07-15T20:30:00-04:00',
    purpose: 'collection',
  }),
  makeCase(soliciting('OR', 'hours', 'America/Los_Angeles'), 'blocked', 'at night, 2026', {
    at: '2026-01-01T00:00:00-08:00',
  }),
];

const frequencies: readonly RuleCase[] = ['FL', 'MD', 'OK', 'OR'].flatMap((state) => [
  ...capCases(soliciting(state, 'frequency', 'America/New_York'), 3, 1),
  ...capCases({ ...soliciting(state, 'frequency', 'America/New_York'), channel: 'sms' }, 3, 1, {
    channel: 'call',
  }),
]);

/** The last second before the statute, with contacts enough to break it. */
const BEFORE_THE_STATUTE = [
  ['MD', 'America/New_York', '2023-12-31T23:59:59-05:00'],
  ['OR', 'America/Los_Angeles', '2025-12-31T23:59:59-08:00'],
] as const;

const beforeTheStatute: readonly RuleCase[] = BEFORE_THE_STATUTE.flatMap(([state, zone, at]) => [
  makeCase(soliciting(state, 'hours', zone), 'allowed', 'at night, a second before the statute', { at }),
  makeCase(soliciting(state, 'frequency', zone), 'allowed', 'after 3, a second before the statute', {
    at,
    profile: { contacts: contactsBefore(3, DAY_MS / 2, { channel: 'call' }, at) },
  }),
]);

/** Holidays in 2026 and the day after, which is none. */
const HOLIDAYS = [
  ['AL', '2026-12-25', '2026-12-29'],
  ['LA', '2026-02-17', '2026-02-18'],
  ['MS', '2026-12-25', '2026-12-29'],
  ['PA', '2026-12-25', '2026-12-29'],
  ['RI', '2026-12-25', '2026-12-29'],
  ['UT', '2026-07-24', '2026-07-28'],
] as const;

const holidays: readonly RuleCase[] = HOLIDAYS.flatMap(([state, holiday, workday]) => {
  const frame = soliciting(state, 'holidays', 'America/Chicago');
  return [
    makeCase(frame, 'blocked', `the holiday of ${holiday}`, { at: `${holiday}T12:00:00-06:00` }),
    makeCase(frame, 'allowed', `${workday} is none`, { at: `${workday}T12:00:00-06:00` }),
    makeCase(frame, 'blocked', 'a year that no calendar covers', { at: '2090-01-15T12:00:00-06:00' }),
  ];
});

export const SOLICITATION_CASES: readonly RuleCase[] = [
  ...weekdays,
  ...sundays,
  ...particular,
  ...frequencies,
  ...beforeTheStatute,
  ...holidays,
];
