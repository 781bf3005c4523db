import { DAY_MS } from '../../../time/instant.ts';
import {
  type CaseFrame,
  capCases,
  contactsBefore,
  holdCases,
  hoursCases,
  makeCase,
  sevenDayCooldownCases,
  writtenConsentCases,
} from './make-cases.ts';
import type { CaseChannel, RuleCase } from './rule-case.ts';

/** A third party collects by this channel. */
function collecting(rule: string, channel: CaseChannel = 'call'): CaseFrame {
  return { rule: `us-fed-${rule}@1`, channel, purpose: 'collection', actor: 'third-party' };
}

/** A first party offers something by this channel. */
function soliciting(rule: string, channel: CaseChannel = 'call'): CaseFrame {
  return { rule: `us-fed-${rule}@1`, channel, purpose: 'solicitation', actor: 'first-party' };
}

const TIMES = collecting('regf-inconvenient-time');
const EASTERN_PACIFIC = { timeZones: ['America/New_York', 'America/Los_Angeles'] };
const GUAM_EASTERN = { timeZones: ['Pacific/Guam', 'America/New_York'] };

const inconvenientTimeCases: readonly RuleCase[] = [
  ...hoursCases(TIMES, '2026-07-15T08:00:00-04:00', '2026-07-15T21:00:00-04:00'),
  ...hoursCases(
    { ...TIMES, channel: 'sms', profile: EASTERN_PACIFIC },
    '2026-01-15T11:00:00-05:00',
    '2026-01-15T21:00:00-05:00',
  ),
  ...hoursCases(
    {
      ...TIMES,
      channel: 'email',
      purpose: 'required',
      profile: { timeZones: ['Pacific/Honolulu', 'America/New_York'] },
    },
    '2026-01-15T08:00:00-10:00',
    '2026-01-15T16:00:00-10:00',
  ),
  ...hoursCases(
    { ...TIMES, profile: GUAM_EASTERN },
    '2026-07-15T08:00:00+10:00',
    '2026-07-15T11:00:00+10:00',
  ),
  ...hoursCases(TIMES, '2026-03-08T08:00:00-04:00', '2026-03-08T21:00:00-04:00'),
  makeCase(TIMES, 'allowed', 'a first party at night', {
    at: '2026-07-15T03:00:00-04:00',
    actor: 'first-party',
  }),
  makeCase(TIMES, 'allowed', 'a letter at night', { at: '2026-07-15T03:00:00-04:00', channel: 'letter' }),
];

const STATED: CaseFrame = {
  ...collecting('regf-stated-inconvenient-time'),
  profile: { inconvenientTimes: [{ days: ['wed'], start: '22:00', end: '13:00' }] },
};

const statedTimeCases: readonly RuleCase[] = [
  makeCase(STATED, 'allowed', 'a second before it begins', { at: '2026-07-15T21:59:59-04:00' }),
  makeCase(STATED, 'blocked', 'as it begins on Wednesday', { at: '2026-07-15T22:00:00-04:00' }),
  makeCase(STATED, 'blocked', 'its last second on Thursday', { at: '2026-07-16T12:59:59-04:00' }),
  makeCase(STATED, 'allowed', 'as it ends on Thursday', { at: '2026-07-16T13:00:00-04:00' }),
  makeCase(STATED, 'allowed', 'a letter', { at: '2026-07-15T22:00:00-04:00', channel: 'letter' }),
];

const WORK_PLACE = collecting('regf-work-place');
const WORK_EMAIL = collecting('regf-work-email', 'email');

const workCases: readonly RuleCase[] = [
  makeCase(WORK_PLACE, 'blocked', 'only a number at work', { profile: { phones: [{ place: 'work' }] } }),
  makeCase(WORK_PLACE, 'allowed', 'a number at work that the employer permits', {
    profile: { phones: [{ place: 'work', permitted: true }] },
  }),
  makeCase(WORK_PLACE, 'allowed', 'another number is left', {
    profile: { phones: [{ place: 'work' }, { place: 'personal' }] },
  }),
  makeCase(WORK_EMAIL, 'blocked', 'an address at work', { profile: { emails: [{ place: 'work' }] } }),
  makeCase(WORK_EMAIL, 'blocked', 'an address of which nobody knows whose it is', {
    profile: { emails: [{ place: 'unknown' }] },
  }),
  makeCase(WORK_EMAIL, 'allowed', 'an address at work that the borrower used', {
    profile: { emails: [{ place: 'work', permitted: true }] },
  }),
  makeCase(WORK_EMAIL, 'allowed', 'a personal address', { profile: { emails: [{ place: 'personal' }] } }),
];

const CALLS: CaseFrame = { ...collecting('regf-call-frequency'), accountId: 'a-1' };
const AFTER_TALK: CaseFrame = { ...collecting('regf-call-after-conversation'), accountId: 'a-1' };
const HALF_A_WEEK = 3.5 * DAY_MS;

const callFrequencyCases: readonly RuleCase[] = [
  ...capCases(CALLS, 7, 7, { accountId: 'a-1' }),
  ...capCases({ ...CALLS, purpose: 'required' }, 7, 7),
  makeCase(CALLS, 'allowed', 'seven calls about another debt', {
    profile: { contacts: contactsBefore(7, HALF_A_WEEK, { channel: 'call', accountId: 'a-2' }) },
  }),
  makeCase(CALLS, 'allowed', 'seven calls that were not connected', {
    profile: { contacts: contactsBefore(7, HALF_A_WEEK, { channel: 'call', connected: false }) },
  }),
  makeCase(CALLS, 'allowed', 'seven texts', {
    profile: { contacts: contactsBefore(7, HALF_A_WEEK, { channel: 'sms' }) },
  }),
  makeCase(CALLS, 'allowed', 'the borrower consented an hour ago', {
    profile: {
      contacts: contactsBefore(7, HALF_A_WEEK, { channel: 'call' }),
      directConsents: [{ at: '2026-07-15T11:00:00-04:00', accountId: 'a-1' }],
    },
  }),
  makeCase(CALLS, 'allowed', 'the borrower consented eight days ago, and the calls were made within seven', {
    profile: {
      contacts: contactsBefore(7, HALF_A_WEEK, { channel: 'call' }),
      directConsents: [{ at: '2026-07-07T12:00:00-04:00' }],
    },
  }),
  makeCase(CALLS, 'blocked', 'the borrower consented two weeks ago', {
    profile: {
      contacts: contactsBefore(7, HALF_A_WEEK, { channel: 'call' }),
      directConsents: [{ at: '2026-07-01T12:00:00-04:00' }],
    },
  }),
  makeCase(CALLS, 'blocked', 'the borrower consented an hour ago, about another debt', {
    profile: {
      contacts: contactsBefore(7, HALF_A_WEEK, { channel: 'call' }),
      directConsents: [{ at: '2026-07-15T11:00:00-04:00', accountId: 'a-2' }],
    },
  }),
  makeCase(CALLS, 'allowed', 'a first party', {
    actor: 'first-party',
    profile: { contacts: contactsBefore(7, HALF_A_WEEK, { channel: 'call' }) },
  }),
  ...sevenDayCooldownCases(AFTER_TALK),
  makeCase(AFTER_TALK, 'allowed', 'a conversation about another debt', {
    profile: { conversations: [{ at: '2026-07-14T12:00:00-04:00', accountId: 'a-2' }] },
  }),
  makeCase(AFTER_TALK, 'allowed', 'a text', {
    channel: 'sms',
    profile: { conversations: [{ at: '2026-07-14T12:00:00-04:00' }] },
  }),
  makeCase(AFTER_TALK, 'allowed', 'the borrower consented after the conversation', {
    profile: {
      conversations: [{ at: '2026-07-14T12:00:00-04:00' }],
      directConsents: [{ at: '2026-07-14T12:05:00-04:00' }],
    },
  }),
];

const OPT_OUT = collecting('regf-electronic-opt-out', 'sms');
const MEDIUM = collecting('regf-medium-request', 'letter');
const MEDIUM_REQUIRED: CaseFrame = { ...collecting('regf-medium-request-required'), purpose: 'required' };

const optOutCases: readonly RuleCase[] = [
  ...holdCases(OPT_OUT, 'opt-out', { channel: 'sms' }),
  makeCase(OPT_OUT, 'allowed', 'opted out of e-mail alone', {
    profile: { holds: [{ reason: 'opt-out', channel: 'email' }] },
  }),
  ...holdCases(MEDIUM, 'medium-request', { channel: 'letter' }),
  makeCase(MEDIUM, 'allowed', 'no mail asked for, but the law demands the letter', {
    purpose: 'required',
    profile: { holds: [{ reason: 'medium-request', channel: 'letter' }] },
  }),
  ...holdCases(MEDIUM_REQUIRED, 'medium-request', { channel: 'call' }),
  makeCase(MEDIUM_REQUIRED, 'allowed', 'the letter that the law demands', {
    channel: 'letter',
    profile: { holds: [{ reason: 'medium-request' }] },
  }),
];

const TEXT = collecting('regf-text-recency', 'sms');

const textRecencyCases: readonly RuleCase[] = [
  makeCase(TEXT, 'allowed', 'a second before the consent is 60 days old', {
    profile: { consents: { sms: { since: '2026-05-16T12:00:01-04:00' } } },
  }),
  makeCase(TEXT, 'blocked', 'the consent is 60 days old', {
    profile: { consents: { sms: { since: '2026-05-16T12:00:00-04:00' } } },
  }),
  makeCase(TEXT, 'allowed', 'an old consent, confirmed since', {
    profile: {
      consents: { sms: { since: '2024-01-01T00:00:00Z', confirmedAt: '2026-07-01T00:00:00Z' } },
    },
  }),
  makeCase(TEXT, 'allowed', 'an old consent, the number checked a second less than 60 days ago', {
    profile: {
      consents: { sms: { since: '2024-01-01T00:00:00Z' } },
      phones: [{ reassignedCheckedAt: '2026-05-16T12:00:01-04:00' }],
    },
  }),
  makeCase(TEXT, 'blocked', 'an old consent, the number checked 60 days ago', {
    profile: {
      consents: { sms: { since: '2024-01-01T00:00:00Z' } },
      phones: [{ reassignedCheckedAt: '2026-05-16T12:00:00-04:00' }],
    },
  }),
  makeCase(TEXT, 'blocked', 'a consent without a date'),
];

const CEASE = collecting('regf-cease', 'letter');
const DISPUTE = collecting('regf-dispute', 'email');

const stopCases: readonly RuleCase[] = [
  ...holdCases(collecting('regf-attorney'), 'attorney'),
  makeCase({ ...collecting('regf-attorney'), accountId: 'a-1' }, 'allowed', 'represented for another debt', {
    profile: { holds: [{ reason: 'attorney', accountId: 'a-2' }] },
  }),
  ...holdCases(CEASE, 'cease'),
  makeCase(CEASE, 'allowed', 'what the law demands', {
    purpose: 'required',
    profile: { holds: [{ reason: 'cease' }] },
  }),
  ...holdCases(DISPUTE, 'dispute'),
  makeCase(DISPUTE, 'allowed', 'the validation notice', {
    purpose: 'required',
    profile: { holds: [{ reason: 'dispute' }] },
  }),
  ...holdCases({ ...collecting('regf-deceased'), purpose: 'required' }, 'deceased'),
  ...holdCases({ ...collecting('regf-minor'), purpose: 'required' }, 'minor'),
];

const WRITTEN = soliciting('tcpa-written-consent');
const REVOCATION: CaseFrame = { ...soliciting('tcpa-revocation', 'sms'), purpose: 'servicing' };
const REVOKE_ALL: CaseFrame = { ...soliciting('tcpa-revoke-all', 'sms'), purpose: 'servicing' };
const REVOKED_CALLS = { holds: [{ reason: 'revocation', channel: 'call' }] } as const;

const tcpaCases: readonly RuleCase[] = [
  ...writtenConsentCases(WRITTEN),
  makeCase(WRITTEN, 'allowed', 'a person dials', {
    automated: false,
    profile: { consents: { call: { form: 'oral' } } },
  }),
  makeCase(WRITTEN, 'allowed', 'servicing', {
    purpose: 'servicing',
    profile: { consents: { call: { form: 'oral' } } },
  }),
  ...holdCases(REVOCATION, 'revocation', { channel: 'sms' }),
  ...holdCases(REVOCATION, 'opt-out', { channel: 'sms' }),
  makeCase(REVOCATION, 'allowed', 'only calls were revoked', { profile: REVOKED_CALLS }),
  makeCase({ ...REVOCATION, channel: 'call' }, 'allowed', 'a person dials', {
    automated: false,
    profile: REVOKED_CALLS,
  }),
  makeCase(REVOKE_ALL, 'allowed', 'only calls were revoked, the last second of 30 January 2027', {
    at: '2027-01-30T23:59:59-05:00',
    profile: REVOKED_CALLS,
  }),
  makeCase(REVOKE_ALL, 'blocked', 'only calls were revoked, 31 January 2027', {
    at: '2027-01-31T00:00:00-05:00',
    profile: REVOKED_CALLS,
  }),
  makeCase(REVOKE_ALL, 'blocked', 'only calls were opted out of, later in 2027', {
    at: '2027-06-01T12:00:00-04:00',
    profile: { holds: [{ reason: 'opt-out', channel: 'call' }] },
  }),
  makeCase(REVOKE_ALL, 'allowed', 'only e-mail was opted out of', {
    at: '2027-06-01T12:00:00-04:00',
    profile: { holds: [{ reason: 'opt-out', channel: 'email' }] },
  }),
  ...capCases({ ...collecting('tcpa-prerecorded-landline'), automated: true }, 3, 30),
];

const HOURS = soliciting('solicitation-hours');
const DNC = soliciting('do-not-call-request', 'sms');
const REGISTRY = soliciting('do-not-call-registry');
const CHECK = soliciting('do-not-call-registry-check');
const CAN_SPAM = soliciting('can-spam-opt-out', 'email');
const NIGHT = '2026-07-15T03:00:00-04:00';

function registered(checkedAt: string, listed: boolean) {
  return { profile: { phones: [{ registry: { checkedAt, listed } }] } };
}

const solicitationCases: readonly RuleCase[] = [
  ...hoursCases(HOURS, '2026-07-15T08:00:00-04:00', '2026-07-15T21:00:00-04:00'),
  makeCase(HOURS, 'allowed', 'servicing at night', { at: NIGHT, purpose: 'servicing' }),
  ...holdCases(DNC, 'do-not-call', { channel: 'call' }),
  makeCase(DNC, 'allowed', 'servicing', {
    purpose: 'servicing',
    profile: { holds: [{ reason: 'do-not-call' }] },
  }),
  makeCase(REGISTRY, 'blocked', 'listed', registered('2026-07-14T00:00:00Z', true)),
  makeCase(REGISTRY, 'allowed', 'not listed', registered('2026-07-14T00:00:00Z', false)),
  makeCase(
    CHECK,
    'allowed',
    'a second less than 31 days ago',
    registered('2026-06-14T12:00:01-04:00', false),
  ),
  makeCase(CHECK, 'blocked', '31 days ago', registered('2026-06-14T12:00:00-04:00', false)),
  makeCase(CHECK, 'blocked', 'never', { profile: { phones: [{}] } }),
  ...holdCases(CAN_SPAM, 'opt-out', { channel: 'email' }),
  makeCase(CAN_SPAM, 'allowed', 'mail about the loan', {
    purpose: 'servicing',
    profile: { holds: [{ reason: 'opt-out', channel: 'email' }] },
  }),
];

const REASSIGNED: CaseFrame = { ...collecting('reassigned-number'), actor: 'first-party' };
const WRONG: CaseFrame = { ...collecting('wrong-party'), actor: 'first-party' };

const wrongPartyCases: readonly RuleCase[] = [
  makeCase(REASSIGNED, 'blocked', 'the only number was reassigned', {
    profile: { phones: [{ status: 'reassigned' }] },
  }),
  makeCase(REASSIGNED, 'allowed', 'another number is left', {
    profile: { phones: [{ status: 'reassigned' }, {}] },
  }),
  makeCase(WRONG, 'blocked', 'the only number is somebody else’s', {
    purpose: 'required',
    profile: { phones: [{ status: 'wrong-party' }] },
  }),
  makeCase(WRONG, 'allowed', 'another number is left', {
    profile: { phones: [{ status: 'wrong-party' }, {}] },
  }),
  makeCase({ ...WRONG, channel: 'email' }, 'blocked', 'the only e-mail address is somebody else’s', {
    profile: { emails: [{ status: 'wrong-party' }] },
  }),
  ...holdCases({ ...collecting('wrong-party-hold'), purpose: 'required' }, 'wrong-party', {
    channel: 'call',
  }),
  ...holdCases(collecting('wrong-party-hold'), 'reassigned-number'),
  makeCase(collecting('wrong-party-hold', 'email'), 'allowed', 'a wrong number, but an e-mail', {
    profile: { holds: [{ reason: 'wrong-party', channel: 'call' }] },
  }),
];

const protectedCases: readonly RuleCase[] = [
  ...holdCases({ ...collecting('bankruptcy-stay', 'letter'), purpose: 'required' }, 'bankruptcy'),
  ...holdCases({ ...collecting('bankruptcy-stay'), actor: 'first-party' }, 'bankruptcy'),
  makeCase({ ...collecting('bankruptcy-stay'), accountId: 'a-1' }, 'allowed', 'a stay for another debt', {
    profile: { holds: [{ reason: 'bankruptcy', accountId: 'a-2' }] },
  }),
  ...holdCases({ ...collecting('servicemember'), actor: 'first-party' }, 'servicemember'),
];

/** A mortgage whose instalment of 1 June 2026 is unpaid. */
function mortgage(rule: string, facts: { liveContactAt?: string; writtenNoticeAt?: string } = {}): CaseFrame {
  return {
    rule: `us-fed-early-intervention-${rule}@1`,
    channel: rule === 'live-contact' ? 'call' : 'letter',
    purpose: 'required',
    actor: 'first-party',
    accountId: 'a-1',
    profile: { accounts: { 'a-1': { product: 'mortgage', unpaidSince: '2026-06-01', ...facts } } },
  };
}

const LIVE = mortgage('live-contact');
const NOTICE = mortgage('written-notice');
const DAY_30 = '2026-07-01T00:00:00-04:00';
const DAY_38 = '2026-07-09T00:00:00-04:00';

const earlyInterventionCases: readonly RuleCase[] = [
  makeCase(LIVE, 'not-due', 'the last second of day 29', { at: '2026-06-30T23:59:59-04:00' }),
  makeCase(LIVE, 'due', 'day 30', { at: DAY_30 }),
  makeCase(LIVE, 'not-due', 'they spoke after the due date', {
    at: DAY_30,
    profile: { conversations: [{ at: '2026-06-10T12:00:00-04:00' }] },
  }),
  makeCase(LIVE, 'due', 'they spoke before the due date', {
    at: DAY_30,
    profile: { conversations: [{ at: '2026-05-31T12:00:00-04:00' }] },
  }),
  makeCase(
    mortgage('live-contact', { liveContactAt: '2026-06-10T12:00:00-04:00' }),
    'due',
    'the next month',
    {
      at: '2026-07-31T12:00:00-04:00',
    },
  ),
  makeCase(LIVE, 'not-due', 'three attempts to call', {
    at: DAY_30,
    profile: { contacts: contactsBefore(3, DAY_MS, { channel: 'call', accountId: 'a-1' }, DAY_30) },
  }),
  makeCase(LIVE, 'due', 'two attempts to call', {
    at: DAY_30,
    profile: { contacts: contactsBefore(2, DAY_MS, { channel: 'call', accountId: 'a-1' }, DAY_30) },
  }),
  makeCase(LIVE, 'not-due', 'bankruptcy', { at: DAY_30, profile: { holds: [{ reason: 'bankruptcy' }] } }),
  makeCase(LIVE, 'not-due', 'a car loan', {
    at: DAY_30,
    profile: { accounts: { 'a-1': { product: 'auto', unpaidSince: '2026-06-01' } } },
  }),
  makeCase(NOTICE, 'not-due', 'the last second of day 37', { at: '2026-07-08T23:59:59-04:00' }),
  makeCase(NOTICE, 'due', 'day 38', { at: DAY_38 }),
  makeCase(mortgage('written-notice', { writtenNoticeAt: '2026-07-02T12:00:00-04:00' }), 'not-due', 'sent', {
    at: DAY_38,
  }),
  makeCase(
    mortgage('written-notice', { writtenNoticeAt: '2026-03-01T12:00:00-05:00' }),
    'not-due',
    'sent less than 180 days ago, before the due date',
    { at: DAY_38 },
  ),
  makeCase(
    mortgage('written-notice', { writtenNoticeAt: '2026-01-01T12:00:00-05:00' }),
    'due',
    'sent more than 180 days ago',
    { at: DAY_38 },
  ),
];

export const FEDERAL_CASES: readonly RuleCase[] = [
  ...inconvenientTimeCases,
  ...statedTimeCases,
  ...workCases,
  ...callFrequencyCases,
  ...optOutCases,
  ...textRecencyCases,
  ...stopCases,
  ...tcpaCases,
  ...solicitationCases,
  ...wrongPartyCases,
  ...protectedCases,
  ...earlyInterventionCases,
];
