import type { DecisionId, EventId } from '../identifiers.ts';
import { HOUR_MS } from '../time/instant.ts';
import type {
  ContactEntry,
  ContactProfile,
  Conversation,
  DirectConsent,
  MissedCall,
} from './contact-profile.ts';

/** What one outcome event tells of a borrower's contact. */
export type ToldFact =
  | { readonly fact: 'conversation'; readonly told: Conversation }
  | { readonly fact: 'direct-consent'; readonly told: DirectConsent }
  | { readonly fact: 'attempt'; readonly told: ContactEntry }
  | { readonly fact: 'not-connected'; readonly told: MissedCall };

const BY_NO_DECISION = 'account';
const TOLD = /^(?:account|d_[a-z2-7]{26}):/;
const ATTEMPT = 'attempt:';

/** A call rings for minutes: a report that comes later than this after an attempt is about another one. */
const REPORTED_WITHIN_MS = HOUR_MS;

/** The id of what an event told: no other event of the borrower has it. */
export function toldId(decisionId: DecisionId | undefined, eventId: EventId): string {
  return `${decisionId ?? BY_NO_DECISION}:${eventId}`;
}

/** Whether outcome events told it: whoever puts a contact profile can't take it back. */
export function isTold({ id }: { readonly id: string }): boolean {
  return TOLD.test(id);
}

/** The token of the entry of one reported attempt; no reservation has such a one. */
export function attemptToken(eventId: EventId): string {
  return `${ATTEMPT}${eventId}`;
}

/** Whether the entry is a reported attempt, and not what a decision reserved or was confirmed to send. */
export function isAttempt({ token }: Pick<ContactEntry, 'token'>): boolean {
  return token.startsWith(ATTEMPT);
}

/**
 * The profile with one more fact; the very same profile when that says nothing new.
 * @remarks Whatever the order and however often each comes, the same facts are on file in the end. Of a decision whose
 * attempts are known, they stand in the place of what it reserved: n attempts are n entries, required if it was.
 */
export function withFact(profile: ContactProfile, { fact, told }: ToldFact): ContactProfile {
  switch (fact) {
    case 'conversation': {
      const { conversations = [] } = profile;
      return knows(conversations, told)
        ? profile
        : marked({ ...profile, conversations: [...conversations, told] });
    }
    case 'direct-consent': {
      const { directConsents = [] } = profile;
      return knows(directConsents, told)
        ? profile
        : { ...profile, directConsents: [...directConsents, told] };
    }
    case 'not-connected': {
      const { missedCalls = [] } = profile;
      return knows(missedCalls, told) ? profile : marked({ ...profile, missedCalls: [...missedCalls, told] });
    }
    case 'attempt': {
      const { contacts } = profile;
      const known = contacts.some(
        ({ decisionId, token }) => decisionId === told.decisionId && token === told.token,
      );
      if (known) return profile;
      const isOwn = (entry: ContactEntry) => told.decisionId !== '' && entry.decisionId === told.decisionId;
      const others = contacts.filter((entry) => !isOwn(entry) || isAttempt(entry));
      const isRequired = contacts.some((entry) => isOwn(entry) && entry.required === true);
      return marked({ ...profile, contacts: [...others, isRequired ? { ...told, required: true } : told] });
    }
  }
}

/** The profile with what a decision reserves or sends in the place of what it had before; known attempts stand. */
export function withClaim(profile: ContactProfile, claim: ContactEntry): ContactProfile {
  const isOwn = ({ decisionId }: ContactEntry) => decisionId === claim.decisionId;
  const others = profile.contacts.filter((entry) => !isOwn(entry) || isAttempt(entry));
  if (!others.some(isOwn)) return marked({ ...profile, contacts: [...others, claim] });
  const { required } = claim;
  const contacts = others.map((entry) => (isOwn(entry) && required ? { ...entry, required } : entry));
  return marked({ ...profile, contacts });
}

/**
 * The profile with `connected: false` at exactly the entries that a report is about.
 * @remarks A report marks the latest attempt at or before it, by no more than an hour; one that names a decision, of this
 * decision, and every entry of it while no attempt is known; one that names none, of calls that no decision asked for, on
 * the same channel and of the same debt. Where that leaves a doubt nothing is marked and the call counts: two such
 * attempts at one instant, an attempt of a decision on this channel in between, or a conversation since.
 */
function marked(profile: ContactProfile): ContactProfile {
  const { contacts, missedCalls } = profile;
  if (missedCalls === undefined) return profile;
  const missed = new Set(missedCalls.flatMap((call) => entriesOf(call, profile)));
  return {
    ...profile,
    contacts: contacts.map((entry) => {
      const { connected: _before, ...same } = entry;
      return missed.has(entry) ? { ...same, connected: false } : same;
    }),
  };
}

function entriesOf(
  { decisionId, channel, accountId, at }: MissedCall,
  { contacts, conversations = [] }: ContactProfile,
): readonly ContactEntry[] {
  const ofDecision = contacts.filter((entry) => decisionId !== '' && entry.decisionId === decisionId);
  if (decisionId !== '' && !ofDecision.some(isAttempt)) {
    const spoke = conversations.some(({ id }) => id.startsWith(`${decisionId}:`));
    return spoke ? [] : ofDecision;
  }
  const candidates = decisionId === '' ? contacts.filter((entry) => entry.channel === channel) : ofDecision;
  const before = candidates.filter(
    ({ interval }) => interval.start <= at && at - interval.start <= REPORTED_WITHIN_MS,
  );
  const latest = Math.max(...before.map(({ interval }) => interval.start));
  const spoke = conversations.some((conversation) => latest <= conversation.at && conversation.at <= at);
  const [only, ...more] = before.filter(({ interval }) => interval.start === latest);
  const isClear =
    only !== undefined &&
    more.length === 0 &&
    !spoke &&
    only.decisionId === decisionId &&
    only.accountId === accountId &&
    isAttempt(only);
  return isClear ? [only] : [];
}

function knows(facts: readonly { readonly id: string }[], { id }: { readonly id: string }): boolean {
  return facts.some((fact) => fact.id === id);
}
