import { DAY_MS } from '../../../time/instant.ts';
import { collecting } from './federal-frames.ts';
import {
  type CaseFrame,
  capCases,
  contactsBefore,
  holdCases,
  hoursCases,
  makeCase,
  sevenDayCooldownCases,
} from './make-cases.ts';
import type { RuleCase } from './rule-case.ts';

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

export const REGF_CASES: readonly RuleCase[] = [
  ...inconvenientTimeCases,
  ...statedTimeCases,
  ...workCases,
  ...callFrequencyCases,
  ...optOutCases,
  ...textRecencyCases,
  ...stopCases,
];
