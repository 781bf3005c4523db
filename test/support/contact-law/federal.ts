import { isInconvenient } from './base.ts';
import { isFresh, isWritten } from './contact-points.ts';
import type { Provision } from './provision.ts';
import {
  by,
  byMachine,
  held,
  heldHere,
  heldOn,
  outside,
  since,
  soonAfterConversation,
  tooMany,
} from './situation.ts';

const EIGHT_TO_NINE = [{ from: 8, to: 21 }];

/** Rows F1 to F33 of the facts. F4, F5, F26 and F29 about single numbers are in `contact-points.ts`; F27 is off, since consent is always asked for. */
export const FEDERAL: readonly Provision[] = [
  {
    name: 'F1 8 to 21',
    forbids: (s) => s.isCollector && by(s, 'call', 'text', 'email') && outside(s, EIGHT_TO_NINE),
  },
  {
    name: 'F1 stated',
    forbids: (s) => s.isCollector && by(s, 'call', 'text', 'email', 'push') && isInconvenient(s),
  },
  {
    name: 'F6 7 in 7',
    forbids: (s) =>
      s.isCollector &&
      by(s, 'call') &&
      tooMany(s, { media: ['call'], limit: 7, days: 7, unit: 'debt', exclusions: true }),
  },
  { name: 'F7 conversation', forbids: (s) => s.isCollector && by(s, 'call') && soonAfterConversation(s, 7) },
  {
    name: 'F10 opt-out',
    forbids: (s) => s.isCollector && by(s, 'email', 'text', 'push') && heldHere(s, 'opt-out'),
  },
  {
    name: 'F11 medium',
    forbids: (s) => s.isCollector && !s.isRequired && heldHere(s, 'medium-request'),
  },
  {
    name: 'F11 medium of duties',
    forbids: (s) =>
      s.isCollector &&
      s.isRequired &&
      by(s, 'call', 'text', 'email', 'push') &&
      heldHere(s, 'medium-request'),
  },
  {
    name: 'F13 60 days',
    forbids: (s, { phones }) => s.isCollector && by(s, 'text') && !isFresh(s, 60, phones),
  },
  { name: 'F14 attorney', forbids: (s) => s.isCollector && held(s, 'attorney') },
  { name: 'F15 cease', forbids: (s) => s.isCollector && !s.isRequired && held(s, 'cease') },
  { name: 'F16 dispute', forbids: (s) => s.isCollector && !s.isRequired && held(s, 'dispute') },
  { name: 'F18 deceased', forbids: (s) => s.isCollector && held(s, 'deceased') },
  { name: 'F18 minor', forbids: (s) => s.isCollector && held(s, 'minor') },
  { name: 'F21 written', forbids: (s) => s.isTelemarketer && byMachine(s) && !isWritten(s) },
  { name: 'F22 revoked', forbids: (s) => byMachine(s) && heldHere(s, 'revocation', 'opt-out') },
  {
    name: 'F24 revoke all',
    forbids: (s) =>
      byMachine(s) && since(s, '2027-01-31') && heldOn(s, ['call', 'text'], 'revocation', 'opt-out'),
  },
  {
    name: 'F25 solicitation hours',
    forbids: (s) => s.isTelemarketer && by(s, 'call', 'text') && outside(s, EIGHT_TO_NINE),
  },
  {
    name: 'F26 internal',
    forbids: (s) => s.isTelemarketer && by(s, 'call', 'text') && held(s, 'do-not-call'),
  },
  {
    name: 'F30 opt-out',
    forbids: (s) => s.isTelemarketer && by(s, 'email') && heldOn(s, ['email'], 'opt-out'),
  },
  { name: 'F29 wrong party held', forbids: (s) => heldHere(s, 'wrong-party', 'reassigned-number') },
  { name: 'F32 bankruptcy', forbids: (s) => held(s, 'bankruptcy') },
  { name: 'F33 servicemember', forbids: (s) => held(s, 'servicemember') },
];
