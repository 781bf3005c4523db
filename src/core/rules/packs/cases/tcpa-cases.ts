import { collecting, soliciting } from './federal-frames.ts';
import {
  type CaseFrame,
  capCases,
  holdCases,
  hoursCases,
  makeCase,
  writtenConsentCases,
} from './make-cases.ts';
import type { RuleCase } from './rule-case.ts';

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

export const TCPA_CASES: readonly RuleCase[] = [...tcpaCases, ...solicitationCases];
