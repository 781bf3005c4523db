import { collecting } from './federal-frames.ts';
import { type CaseFrame, holdCases, makeCase } from './make-cases.ts';
import type { RuleCase } from './rule-case.ts';

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

export const BORROWER_CASES: readonly RuleCase[] = [...wrongPartyCases, ...protectedCases];
