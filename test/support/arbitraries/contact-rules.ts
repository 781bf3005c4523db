import { fc } from '@fast-check/vitest';
import type { ChannelId } from '../../../src/core/identifiers.ts';
import type {
  AccountFacts,
  Address,
  ContactEntry,
  ContactProfile,
  Conversation,
  DirectConsent,
  Email,
  Hold,
  InconvenientTime,
  Phone,
} from '../../../src/core/rules/contact-profile.ts';
import type { ContactQuestion } from '../../../src/core/rules/contact-question.ts';
import type { CapExclusion, ContactRule, Medium, RuleBody, RuleHead } from '../../../src/core/rules/rule.ts';
import { DAY_MS, HOUR_MS, type Instant, instant, plusMs } from '../../../src/core/time/instant.ts';
import { utcDateOf } from '../../../src/core/time/utc-date.ts';
import { aRule, EVERY_DAY } from '../builders/rule-builder.ts';
import { contactArb, holdArb, profileArb } from './profiles.ts';

const MEDIA: readonly Medium[] = ['call', 'text', 'email'];
const ACCOUNTS = ['a', 'b'] as const;
const REASONS = ['cease', 'opt-out', 'attorney'] as const;

const wall = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
const agoArb = (now: Instant, days: number) =>
  fc.integer({ min: -days * 24, max: 24 }).map((hours) => plusMs(now, hours * HOUR_MS));
const aboutArb = fc.constantFrom<{ accountId?: string }>({}, ...ACCOUNTS.map((accountId) => ({ accountId })));
const exclusionsArb = fc.subarray<CapExclusion>(['prior-consent', 'unconnected']);

const hoursArb = fc
  .tuple(
    fc.subarray([...EVERY_DAY], { minLength: 4 }),
    fc.integer({ min: 6, max: 12 }),
    fc.integer({ min: 17, max: 24 }),
  )
  .map(([days, from, to]) => ({ days, start: wall(from), end: wall(to) }));

const bodyArb: fc.Arbitrary<RuleBody> = fc.oneof(
  fc
    .array(hoursArb, { minLength: 1, maxLength: 2 })
    .map((hours): RuleBody => ({ kind: 'window', parameters: { hours } })),
  fc.constant<RuleBody>({ kind: 'window', parameters: { hours: 'stated' } }),
  fc
    .record({
      limit: fc.integer({ min: 1, max: 4 }),
      days: fc.integer({ min: 1, max: 8 }),
      counts: fc.constantFrom('attempts' as const, 'conversations' as const),
      together: fc.subarray([...MEDIA], { minLength: 1 }),
      unit: fc.constantFrom('person' as const, 'debt' as const),
      exclusions: exclusionsArb,
    })
    .map((parameters): RuleBody => ({ kind: 'cap', parameters })),
  fc
    .record({
      days: fc.integer({ min: 1, max: 8 }),
      after: fc.constant('conversation' as const),
      unit: fc.constantFrom('person' as const, 'debt' as const),
      exclusions: exclusionsArb,
    })
    .map((parameters): RuleBody => ({ kind: 'cooldown', parameters })),
  fc.constantFrom<RuleBody>(
    { kind: 'consent', parameters: { form: 'written' } },
    { kind: 'consent', parameters: { maxAgeDays: 60, orReassignedCheckDays: 30 } },
    { kind: 'holiday', parameters: { calendar: 'US' } },
    { kind: 'holiday', parameters: { calendar: 'US-LA' } },
  ),
  fc.tuple(fc.subarray([...REASONS], { minLength: 1 }), fc.constantFrom('channel', 'media', 'person')).map(
    ([reasons, reach]): RuleBody => ({
      kind: 'suppression',
      parameters: { when: { fact: 'hold', reasons, reach } },
    }),
  ),
  fc
    .constantFrom('work-place', 'work-email', 'wrong-party', 'no-text', 'do-not-call', 'registry-unchecked')
    .map(
      (problem): RuleBody => ({
        kind: 'suppression',
        parameters: { when: { fact: 'contact-point', problem, withinDays: 31 } },
      }),
    ),
);

/** One to five rules of any kind, some of them of one state, dated within days of `now`, or for some only. */
export function rulesArb(now: Instant): fc.Arbitrary<readonly ContactRule[]> {
  const dayArb = fc.integer({ min: -4, max: 6 }).map((days) => utcDateOf(plusMs(now, days * DAY_MS)));
  const headArb: fc.Arbitrary<Partial<RuleHead>> = fc.record({
    jurisdiction: fc.constantFrom('US', 'US', 'US', 'US-FL', 'US-TX'),
    media: fc.oneof({ weight: 2, arbitrary: fc.constant(MEDIA) }, fc.subarray([...MEDIA], { minLength: 1 })),
    purposes: fc.constantFrom<RuleHead['purposes']>(['servicing', 'collection', 'required'], ['collection']),
    effective: fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      fc.record({ from: dayArb }),
      fc.record({ to: dayArb }),
    ),
  });
  return fc
    .array(fc.tuple(bodyArb, headArb), { minLength: 1, maxLength: 5 })
    .map((rules) => rules.map(([body, head], index) => aRule(body, { ...head, id: `r${index}` })));
}

export const conversationArb = (now: Instant): fc.Arbitrary<Conversation> =>
  fc.tuple(fc.uuid(), agoArb(now, 9), aboutArb).map(([id, at, about]) => ({ id, at, ...about }));

const directConsentArb = (now: Instant): fc.Arbitrary<DirectConsent> =>
  fc.tuple(fc.uuid(), agoArb(now, 8), aboutArb).map(([id, at, about]) => ({ id, at, ...about }));

export const inconvenientTimeArb: fc.Arbitrary<InconvenientTime> = fc
  .record({
    days: fc.subarray([...EVERY_DAY], { minLength: 1 }),
    start: fc.nat(23).map(wall),
    end: fc.nat(23).map(wall),
    channel: fc.constantFrom(undefined, 'sms' as ChannelId),
  })
  .map(({ channel, ...time }) => (channel === undefined ? time : { ...time, channel }));

export const phoneArb = (now: Instant): fc.Arbitrary<Phone> =>
  fc
    .record({
      id: fc.uuid(),
      areaCode: fc.constantFrom('212', '850', '310', '602', '808', '671', '800', '416'),
      line: fc.constantFrom('mobile' as const, 'landline' as const, 'voip' as const),
      place: fc.constantFrom('personal' as const, 'personal' as const, 'work' as const),
      reassignedCheckedAt: agoArb(now, 40),
      registry: fc.record({ checkedAt: agoArb(now, 40), listed: fc.boolean() }),
      status: fc.constantFrom(undefined, undefined, 'wrong-party' as const),
    })
    .map(({ status, ...phone }) => (status === undefined ? phone : { ...phone, status }));

export const addressArb: fc.Arbitrary<Address> = fc.record({
  id: fc.uuid(),
  zip: fc.constantFrom('10001', '32401', '90012', '86515', '96913', '79901'),
  place: fc.constantFrom('home' as const, 'other' as const),
});

const emailArb: fc.Arbitrary<Email> = fc.record({
  id: fc.uuid(),
  place: fc.constantFrom('personal' as const, 'work' as const, 'unknown' as const),
});

const accountArb = (now: Instant): fc.Arbitrary<AccountFacts> =>
  fc.record({
    product: fc.constantFrom('mortgage' as const, 'auto' as const),
    unpaidSince: fc.nat(90).map((days) => utcDateOf(plusMs(now, -days * DAY_MS))),
  });

export const reasonedHoldArb = (now: Instant): fc.Arbitrary<Hold> =>
  fc
    .tuple(holdArb(now), fc.constantFrom(...REASONS), aboutArb)
    .map(([hold, reason, about]) => ({ ...hold, reason, ...about }));

export const entryArb = (now: Instant): fc.Arbitrary<ContactEntry> =>
  fc
    .tuple(contactArb(now), aboutArb, fc.boolean())
    .map(([entry, about, connected]) => ({ ...entry, ...about, ...(connected ? {} : { connected }) }))
    .map((entry) => entry as ContactEntry);

/** A file with everything that rules look at; zones are stated, and so is a state, most of the time. */
export function fullProfileArb(now: Instant): fc.Arbitrary<ContactProfile> {
  const stated = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(['America/New_York'], ['America/Los_Angeles', 'America/Chicago']),
    },
    fc.constant<string[]>([]),
  );
  return fc
    .record({
      profile: profileArb(now),
      timeZones: stated,
      jurisdictions: fc.constantFrom(['US-FL'], ['US-TX', 'US-FL'], []),
      granted: fc.subarray(['email', 'sms', 'call'], { minLength: 2 }),
      since: agoArb(now, 90),
      form: fc.constantFrom('written' as const, 'oral' as const),
      phones: fc.option(fc.array(phoneArb(now), { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 1 }),
      emails: fc.option(fc.array(emailArb, { maxLength: 2 }), { nil: undefined, freq: 1 }),
      holds: fc.oneof(
        { weight: 5, arbitrary: fc.constant<Hold[]>([]) },
        fc.array(reasonedHoldArb(now), { maxLength: 2 }),
      ),
      contacts: fc.array(entryArb(now), { maxLength: 5 }),
      conversations: fc.array(conversationArb(now), { maxLength: 2 }),
      directConsents: fc.array(directConsentArb(now), { maxLength: 2 }),
      inconvenientTimes: fc.array(inconvenientTimeArb, { maxLength: 1 }),
      account: accountArb(now),
    })
    .map(({ profile, granted, since, form, phones, emails, account, ...rest }) => ({
      ...profile,
      ...rest,
      consents: Object.fromEntries(
        granted.map((id) => [id, { status: 'granted' as const, since: instant(Math.min(since, now)), form }]),
      ),
      ...(phones === undefined ? {} : { phones }),
      ...(emails === undefined ? {} : { emails }),
      accounts: { a: account },
    }));
}

export const questionArb: fc.Arbitrary<ContactQuestion> = fc
  .record({
    purpose: fc.constantFrom('servicing' as const, 'collection' as const, 'required' as const),
    actor: fc.constantFrom('third-party' as const, 'first-party' as const),
    about: aboutArb,
  })
  .map(({ about, ...question }) => ({ ...question, ...about }));
