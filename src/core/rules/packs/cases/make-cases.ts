import { DAY_MS, formatInstant, MINUTE_MS, parseInstant, plusMs } from '../../../time/instant.ts';
import type { HoldReason } from '../../contact-profile.ts';
import type { CaseChannel, CaseContact, CaseProfile, RuleCase } from './rule-case.ts';

/** What all cases of one rule share. */
export type CaseFrame = Pick<RuleCase, 'rule' | 'channel' | 'purpose' | 'actor'> &
  Partial<Pick<RuleCase, 'automated' | 'accountId'>> & { readonly profile?: CaseProfile };

/** A Wednesday at noon in New York, before every date on which a rule changes. */
const NOON = '2026-07-15T12:00:00-04:00';

export function makeCase(
  { profile = {}, ...frame }: CaseFrame,
  expect: RuleCase['expect'],
  name: string,
  own: { readonly at?: string; readonly profile?: CaseProfile } & Partial<
    Pick<RuleCase, 'channel' | 'purpose' | 'actor' | 'automated' | 'accountId'>
  > = {},
): RuleCase {
  return { ...frame, at: NOON, ...own, profile: { ...profile, ...own.profile }, name, expect };
}

function shifted(at: string, ms: number): string {
  return formatInstant(plusMs(parseInstant(at), ms));
}

/** The first second, the last, and those just outside; `opens` and `closes` as RFC 3339. */
export function hoursCases(frame: CaseFrame, opens: string, closes: string): readonly RuleCase[] {
  return [
    makeCase(frame, 'blocked', 'a second before it opens', { at: shifted(opens, -1000) }),
    makeCase(frame, 'allowed', 'as it opens', { at: opens }),
    makeCase(frame, 'allowed', 'a second before it closes', { at: shifted(closes, -1000) }),
    makeCase(frame, 'blocked', 'as it closes', { at: closes }),
  ];
}

/** A hold as soon as it is on file, its end, and one for another reason. */
export function holdCases(
  frame: CaseFrame,
  reason: HoldReason,
  { channel, at = NOON }: { readonly channel?: CaseChannel; readonly at?: string } = {},
): readonly RuleCase[] {
  const held = (times: { readonly since?: string; readonly until?: string }, why = reason): CaseProfile => ({
    holds: [{ reason: why, ...(channel === undefined ? {} : { channel }), ...times }],
  });
  return [
    makeCase(frame, 'blocked', `on file, though it begins a second later (${reason})`, {
      at,
      profile: held({ since: shifted(at, 1000) }),
    }),
    makeCase(frame, 'blocked', `a second before the hold ends (${reason})`, {
      at,
      profile: held({ until: shifted(at, 1000) }),
    }),
    makeCase(frame, 'allowed', `as the hold ends (${reason})`, { at, profile: held({ until: at }) }),
    makeCase(frame, 'allowed', 'a hold for a reason that other rules name', {
      at,
      profile: held({}, 'cooldown'),
    }),
  ];
}

/** So many contacts, the first `firstMs` before the instant and the others after it, a minute apart. */
export function contactsBefore(
  count: number,
  firstMs: number,
  contact: Omit<CaseContact, 'at'>,
  at = NOON,
): readonly CaseContact[] {
  return Array.from({ length: count }, (_, index) => ({
    ...contact,
    at: shifted(at, index * MINUTE_MS - firstMs),
  }));
}

/** One contact fewer than the limit, as many, and as many of which the first is just old enough. */
export function capCases(
  frame: CaseFrame,
  limit: number,
  days: number,
  { at = NOON, ...own }: { readonly at?: string } & Omit<Partial<CaseContact>, 'at'> = {},
): readonly RuleCase[] {
  const contact = { channel: frame.channel, ...own };
  const span = days * DAY_MS;
  const after = (count: number, firstMs: number) => ({
    at,
    profile: { contacts: contactsBefore(count, firstMs, contact, at) },
  });
  return [
    makeCase(frame, 'allowed', `after ${limit - 1}, the next is number ${limit}`, after(limit - 1, span / 2)),
    makeCase(frame, 'blocked', `after ${limit}, the next is one too many`, after(limit, span / 2)),
    makeCase(frame, 'blocked', `the first of ${limit} a second too young`, after(limit, span - 1000)),
    makeCase(frame, 'allowed', `the first of ${limit} exactly ${days} × 24 hours old`, after(limit, span)),
  ];
}

/** Whether consent in writing is asked for. */
export function writtenConsentCases(frame: CaseFrame, at = NOON): readonly RuleCase[] {
  const given = (form: 'written' | 'oral' | 'implied'): CaseProfile => ({
    consents: { [frame.channel]: { form } },
  });
  return [
    makeCase(frame, 'allowed', 'consent in writing', { at, profile: given('written') }),
    makeCase(frame, 'blocked', 'consent given orally', { at, profile: given('oral') }),
    makeCase(frame, 'blocked', 'implied consent', { at, profile: given('implied') }),
  ];
}

/** The last second of the last day after a conversation, and the first of the next; in New York. */
export function sevenDayCooldownCases(frame: CaseFrame): readonly RuleCase[] {
  const profile = { conversations: [{ at: '2026-10-01T23:59:59-04:00' }] };
  return [
    makeCase(frame, 'allowed', 'a second before the conversation', {
      at: '2026-10-01T23:59:58-04:00',
      profile,
    }),
    makeCase(frame, 'blocked', 'as the conversation begins', { at: '2026-10-01T23:59:59-04:00', profile }),
    makeCase(frame, 'blocked', 'on day D + 6, to its last second', {
      at: '2026-10-07T23:59:59-04:00',
      profile,
    }),
    makeCase(frame, 'allowed', 'on day D + 7', { at: '2026-10-08T00:00:00-04:00', profile }),
    makeCase(frame, 'blocked', 'on day D + 7 in New York, D + 6 in Los Angeles', {
      at: '2026-10-08T00:00:00-04:00',
      profile: { ...profile, timeZones: ['America/New_York', 'America/Los_Angeles'] },
    }),
  ];
}
