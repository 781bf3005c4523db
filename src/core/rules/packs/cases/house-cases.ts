import { DAY_MS } from '../../../time/instant.ts';
import { type CaseFrame, capCases, contactsBefore, holdCases, makeCase } from './make-cases.ts';
import type { RuleCase } from './rule-case.ts';

function servicing(rule: string): CaseFrame {
  return { rule: `house-${rule}@1`, channel: 'call', purpose: 'servicing', actor: 'first-party' };
}

const COMPLAINT = servicing('complaint');
const DISASTER = servicing('disaster');
const LANDLINE: CaseFrame = { ...servicing('text-landline'), channel: 'sms' };
const CALLS: CaseFrame = { ...servicing('person-call-frequency'), accountId: 'a-1' };
const CONTACTS = servicing('person-contact-frequency');
const HOLIDAYS = servicing('courtesy-holidays');

export const HOUSE_CASES: readonly RuleCase[] = [
  ...holdCases(COMPLAINT, 'complaint'),
  makeCase(COMPLAINT, 'allowed', 'what the law demands', {
    purpose: 'required',
    profile: { holds: [{ reason: 'complaint' }] },
  }),
  ...holdCases({ ...servicing('litigation'), purpose: 'required' }, 'litigation'),
  ...holdCases({ ...servicing('identity-theft'), purpose: 'required' }, 'identity-theft'),
  ...holdCases(DISASTER, 'disaster'),
  makeCase(DISASTER, 'allowed', 'an e-mail', {
    channel: 'email',
    profile: { holds: [{ reason: 'disaster' }] },
  }),
  makeCase(LANDLINE, 'blocked', 'only a landline', { profile: { phones: [{ line: 'landline' }] } }),
  makeCase(LANDLINE, 'allowed', 'a landline and a mobile number', {
    profile: { phones: [{ line: 'landline' }, { line: 'mobile' }] },
  }),
  makeCase(LANDLINE, 'allowed', 'a call to the landline', {
    channel: 'call',
    profile: { phones: [{ line: 'landline' }] },
  }),
  ...capCases(CALLS, 7, 7, { accountId: 'a-2' }),
  makeCase(CALLS, 'allowed', 'what the law demands', {
    purpose: 'required',
    profile: { contacts: contactsBefore(7, DAY_MS, { channel: 'call' }) },
  }),
  ...capCases(CONTACTS, 14, 7, { channel: 'email' }),
  makeCase(HOLIDAYS, 'blocked', 'Christmas', { at: '2026-12-25T12:00:00-05:00' }),
  makeCase(HOLIDAYS, 'blocked', 'its first second', { at: '2026-12-25T00:00:00-05:00' }),
  makeCase(HOLIDAYS, 'allowed', 'the second before', { at: '2026-12-24T23:59:59-05:00' }),
];
