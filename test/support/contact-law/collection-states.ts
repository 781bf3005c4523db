import { isWritten, MEDIA } from './contact-points.ts';
import type { Provision } from './provision.ts';
import {
  before,
  by,
  held,
  heldHere,
  inPlace,
  outside,
  type Situation,
  since,
  soonAfterConversation,
  tooMany,
  tooManyConversations,
} from './situation.ts';
import { dayOf } from './wall-clock.ts';

const EIGHT_TO_NINE = [{ from: 8, to: 21 }];

/** About contacts that collect or service a debt; an offer is under the rows for solicitations instead. */
const ABOUT_A_DEBT: readonly Provision[] = [
  {
    name: 'S1 FL hours',
    forbids: (s) => inPlace(s, 'US-FL') && by(s, 'call', 'text') && outside(s, EIGHT_TO_NINE),
  },
  {
    name: 'S6 WA 3 a week',
    forbids: (s) =>
      s.isCollector && inPlace(s, 'US-WA') && tooMany(s, { media: MEDIA, limit: 3, days: 7, unit: 'person' }),
  },
  {
    name: 'S6 WA 1 a week at work',
    forbids: (s, { isAtWork }) =>
      s.isCollector &&
      inPlace(s, 'US-WA') &&
      tooMany(s, { media: MEDIA, limit: 1, days: 7, unit: 'person', atWork: true }, isAtWork),
  },
  {
    name: 'S9 MA 2 in 7',
    forbids: (s) =>
      inPlace(s, 'US-MA') &&
      by(s, 'call', 'text') &&
      tooMany(s, { media: ['call', 'text'], limit: 2, days: 7, unit: 'debt' }),
  },
  {
    name: 'S9 MA 2 in 30 at work',
    forbids: (s, { isAtWork }) =>
      inPlace(s, 'US-MA') &&
      by(s, 'call', 'text') &&
      tooMany(s, { media: ['call', 'text'], limit: 2, days: 30, unit: 'debt', atWork: true }, isAtWork),
  },
  {
    name: 'S9 MA hours',
    forbids: (s) =>
      inPlace(s, 'US-MA') && by(s, 'call', 'text') && outside(s, EIGHT_TO_NINE, 'America/New_York'),
  },
  {
    name: 'S10 DC 4 calls',
    forbids: (s) =>
      inPlace(s, 'US-DC') &&
      isOverdueConsumerDebt(s) &&
      by(s, 'call') &&
      tooMany(s, { media: ['call'], limit: 4, days: 7, unit: 'debt' }),
  },
  {
    name: 'S10 DC 5 e-messages',
    forbids: (s) =>
      inPlace(s, 'US-DC') &&
      isOverdueConsumerDebt(s) &&
      by(s, 'email', 'text', 'push') &&
      tooMany(s, { media: ['email', 'text', 'push'], limit: 5, days: 7, unit: 'debt' }),
  },
  {
    name: 'S10 DC consent',
    forbids: (s) =>
      inPlace(s, 'US-DC') && isOverdueConsumerDebt(s) && by(s, 'email', 'text') && !isWritten(s),
  },
  {
    name: 'S11 NYC 3 in 7',
    forbids: (s) => isNewYorkCity(s) && tooMany(s, { media: MEDIA, limit: 3, days: 7, unit: 'debt' }),
  },
  {
    name: 'S11 NYC consent',
    forbids: (s) => isNewYorkCity(s) && by(s, 'email', 'text') && !isWritten(s),
  },
  {
    name: 'S11 NYC conversation',
    forbids: (s) =>
      isNewYorkCity(s) &&
      by(s, 'call', 'text', 'email') &&
      soonAfterConversation(s, 7, 'whatever was agreed'),
  },
  {
    name: 'S11 NYC 2 in 7 before',
    forbids: (s) =>
      s.isCollector &&
      inPlace(s, 'US-NY-NYC') &&
      before(s, '2026-09-01') &&
      isInCollection(s) &&
      tooMany(s, { media: MEDIA, limit: 2, days: 7, unit: 'debt' }),
  },
  {
    name: 'S13 WV 30 calls',
    forbids: (s) =>
      inPlace(s, 'US-WV') &&
      by(s, 'call') &&
      tooMany(s, { media: ['call'], limit: 30, days: 7, unit: 'person' }),
  },
  {
    name: 'S13 WV 10 conversations',
    forbids: (s) => inPlace(s, 'US-WV') && by(s, 'call') && tooManyConversations(s, 10, 7),
  },
  {
    name: 'S13 WV hours',
    forbids: (s) => inPlace(s, 'US-WV') && by(s, 'call', 'text') && outside(s, EIGHT_TO_NINE),
  },
  {
    name: 'S14 CA hours',
    forbids: (s) => inPlace(s, 'US-CA') && by(s, 'call', 'text', 'email') && outside(s, EIGHT_TO_NINE),
  },
  {
    name: 'S14 CA 7 in 7',
    forbids: (s) =>
      inPlace(s, 'US-CA') &&
      by(s, 'call') &&
      tooMany(s, { media: ['call'], limit: 7, days: 7, unit: 'debt', exclusions: true }),
  },
  {
    name: 'S14 CA conversation',
    forbids: (s) => inPlace(s, 'US-CA') && by(s, 'call') && soonAfterConversation(s, 7),
  },
  {
    name: 'S6 WA hours',
    forbids: (s) =>
      s.isCollector && inPlace(s, 'US-WA') && by(s, 'call', 'text') && outside(s, [{ from: 7.5, to: 21 }]),
  },
];

/** Rows S1, S6, S9 to S14 and S18 of the facts; S12 is a proposal and off. */
export const COLLECTION_STATES: readonly Provision[] = [
  ...ABOUT_A_DEBT.map(
    ({ name, forbids }): Provision => ({
      name,
      forbids: (s, points) => !s.isTelemarketer && forbids(s, points),
    }),
  ),
  { name: 'S1 FL attorney', forbids: (s) => inPlace(s, 'US-FL') && held(s, 'attorney') },
  { name: 'S9 MA attorney', forbids: (s) => inPlace(s, 'US-MA') && held(s, 'attorney') },
  { name: 'S13 WV attorney', forbids: (s) => inPlace(s, 'US-WV') && held(s, 'attorney') },
  { name: 'S14 CA attorney', forbids: (s) => inPlace(s, 'US-CA') && held(s, 'attorney') },
  { name: 'S14 CA cease', forbids: (s) => inPlace(s, 'US-CA') && !s.isRequired && held(s, 'cease') },
  {
    name: 'S11 NYC medium',
    forbids: (s) =>
      isNewYorkCity(s) && by(s, 'call', 'text', 'email', 'push') && heldHere(s, 'opt-out', 'medium-request'),
  },
  {
    name: 'S18 LA disaster',
    forbids: (s) => !s.isRequired && inPlace(s, 'US-LA') && by(s, 'call', 'text') && held(s, 'disaster'),
  },
];

/** More than 30 days past due; neither a mortgage nor a motor-vehicle loan. What is not known counts. */
function isOverdueConsumerDebt({ account, clocks }: Situation): boolean {
  if (account === undefined) return true;
  if (account.product === 'mortgage' || account.product === 'auto') return false;
  if (account.current === true) return false;
  const { unpaidSince } = account;
  return unpaidSince === undefined || clocks.some(({ day }) => day - dayOf(unpaidSince) > 30);
}

/** From 1 September 2026. */
function isNewYorkCity(s: Situation): boolean {
  return inPlace(s, 'US-NY-NYC') && since(s, '2026-09-01') && isInCollection(s);
}

/** A creditor is bound only once the account is in collection procedures; unknown is in them. */
function isInCollection({ ask, account }: Situation): boolean {
  const actor = account?.actor ?? ask.actor;
  return actor === 'third-party' || ask.purpose === 'collection' || account?.inCollection !== false;
}
