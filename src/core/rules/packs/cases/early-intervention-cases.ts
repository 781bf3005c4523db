import { DAY_MS } from '../../../time/instant.ts';
import { type CaseFrame, contactsBefore, makeCase } from './make-cases.ts';
import type { RuleCase } from './rule-case.ts';

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

export const EARLY_INTERVENTION_CASES: readonly RuleCase[] = [
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
