import { fc } from '@fast-check/vitest';
import type { Configuration, WindowTemplate } from '../../../src/core/configuration.ts';
import type { ChannelId, WindowId } from '../../../src/core/identifiers.ts';
import type { Consent, ContactEntry, ContactProfile, Hold } from '../../../src/core/rules/contact-profile.ts';
import type { RuleSettings } from '../../../src/core/rules/rule-settings.ts';
import { DAY_MS, HOUR_MS, type Instant, instant, MINUTE_MS, plusMs } from '../../../src/core/time/instant.ts';
import { borrowerId, decisionId } from '../builders/identifiers.ts';

export const CHANNELS = ['email', 'sms', 'call'].map((id) => id as ChannelId);
export const ALL_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** Places whose clocks do something awkward, and those where a servicer's borrowers live. */
export const zoneArb: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'America/New_York',
    'America/Los_Angeles',
    'America/Phoenix',
    'America/St_Johns',
    'America/Havana',
    'Pacific/Honolulu',
    'Pacific/Guam',
    'Pacific/Apia',
    'Asia/Manila',
    'Asia/Beirut',
    'Africa/Casablanca',
    'Antarctica/Troll',
    'Australia/Lord_Howe',
    'Europe/Dublin',
  ),
  fc.constantFrom(...ALL_ZONES),
);

const spanOfYears = (from: number, to: number) =>
  fc.integer({ min: Date.UTC(from, 0, 1) / 1000, max: Date.UTC(to, 0, 1) / 1000 }).map((s) => s * 1000);

/** Whole seconds from 1970 to 2040, half of them in the hours when some American or European clock changes. */
export const instantArb: fc.Arbitrary<Instant> = fc
  .oneof(
    spanOfYears(1970, 2040),
    fc
      .tuple(
        fc.integer({ min: 1990, max: 2039 }),
        fc.constantFrom([2, 8], [2, 25], [3, 1], [9, 25], [10, 1]),
        fc.integer({ min: 0, max: 7 * 24 * 3600 }),
      )
      .map(([year, [month, day], seconds]) => Date.UTC(year, month ?? 0, day) + seconds * 1000),
  )
  .map(instant);

/** Around this autumn, when the property tests' borrowers are contacted; within weeks of a change of clocks. */
export const nowArb: fc.Arbitrary<Instant> = fc
  .integer({ min: Date.UTC(2026, 9, 1) / MINUTE_MS, max: Date.UTC(2027, 3, 1) / MINUTE_MS })
  .map((minutes) => instant(minutes * MINUTE_MS));

export const channelArb: fc.Arbitrary<ChannelId> = fc.constantFrom(...CHANNELS);

const consentArb: fc.Arbitrary<Consent> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Consent>({ status: 'granted' }) },
  fc.constantFrom<Consent>({ status: 'refused' }, { status: 'unknown' }),
);

/** Without end or up to a week from `now`, on one channel or on all; some end before they begin. */
export function holdArb(now: Instant): fc.Arbitrary<Hold> {
  const endless = { id: fc.uuid(), since: fc.constant(now), source: fc.constant('borrower-request') };
  const until = fc.integer({ min: -48, max: 7 * 24 * 4 }).map((q) => plusMs(now, q * 15 * MINUTE_MS));
  const since = fc.constantFrom(now, plusMs(now, -7 * DAY_MS));
  const timed = { ...endless, since, until };
  const channel = channelArb;
  return fc.oneof(
    fc.record(endless),
    fc.record({ ...endless, channel }),
    fc.record(timed),
    fc.record({ ...timed, channel }),
  );
}

/** From ten days before to ten days after `now`, up to half a day long, or at one instant. */
export function contactArb(now: Instant): fc.Arbitrary<ContactEntry> {
  return fc.record({
    decisionId: fc.nat(9).map(decisionId),
    token: fc.uuid(),
    channel: channelArb,
    kind: fc.constantFrom('reserved' as const, 'sent' as const),
    interval: fc
      .tuple(fc.integer({ min: -240, max: 240 }), fc.integer({ min: 0, max: 12 }))
      .map(([from, hours]) => ({
        start: instant(now + from * HOUR_MS),
        end: instant(now + (from + hours) * HOUR_MS),
      })),
  });
}

export function profileArb(now: Instant): fc.Arbitrary<ContactProfile> {
  return fc.record({
    borrowerId: fc.constant(borrowerId('b-1029')),
    timeZones: fc.array(
      fc.oneof({ weight: 8, arbitrary: fc.constantFrom('America/New_York', 'America/Los_Angeles') }, zoneArb),
      { maxLength: 3 },
    ),
    consents: fc.dictionary(channelArb, consentArb, { noNullPrototype: true }),
    holds: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(holdArb(now), { maxLength: 2 })),
    contacts: fc.array(contactArb(now), { maxLength: 6 }),
  });
}

const hoursArb = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 24 }))
  .map(([from, length]) => ({ start: wall(from), end: wall(Math.min(24, from + length)) }));

export const settingsArb: fc.Arbitrary<RuleSettings> = fc.record({
  quietHours: fc
    .oneof({ weight: 3, arbitrary: fc.constant({ start: '08:00', end: '21:00' }) }, hoursArb)
    .map((hours) => ({ id: 'quiet-hours@1', ...hours })),
  caps: fc.array(
    fc
      .tuple(
        fc.record({ id: fc.constant('cap@1'), limit: fc.nat(3), days: fc.integer({ min: 1, max: 7 }) }),
        fc.option(fc.subarray([...CHANNELS])),
      )
      .map(([cap, channels]) => (channels === null ? cap : { ...cap, channels })),
    { maxLength: 2 },
  ),
  minimumWindowMinutes: fc.constantFrom(0, 15, 60),
});

const templateArb = (index: number): fc.Arbitrary<WindowTemplate> =>
  fc
    .tuple(
      fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 1 }),
      hoursArb,
    )
    .map(([days, hours]) => ({ id: `w${index}` as WindowId, days, ...hours }));

export const gridArb: fc.Arbitrary<Pick<Configuration, 'channels' | 'windows' | 'noContact'>> = fc.record({
  channels: fc
    .subarray([...CHANNELS], { minLength: 1 })
    .map((ids) => ids.map((id) => ({ id, cost: 0, rewardWindowHours: 72 }))),
  windows: fc.tuple(templateArb(1), templateArb(2), templateArb(3)),
  noContact: fc.record({ enabled: fc.boolean(), rewardWindowHours: fc.constant(72) }),
});

function wall(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
