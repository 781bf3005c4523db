import type { DecisionId } from '../identifiers.ts';
import type { Instant, Interval } from '../time/instant.ts';
import { type LocalDay, localDays } from '../time/local-days.ts';
import type { AccountFacts, ContactEntry, ContactProfile } from './contact-profile.ts';
import { accountFacts, type ContactQuestion } from './contact-question.ts';
import { countedContacts } from './counted-contacts.ts';
import { consentPeriods } from './direct-consent.ts';
import { type IndicatedPlaces, indicatedPlaces } from './indicated-places.ts';
import { oncePerKey } from './once-per-key.ts';
import type { RuleBook } from './rule-book.ts';

export interface FactsInput {
  readonly book: RuleBook;
  readonly question: ContactQuestion;
  readonly profile: ContactProfile;
  readonly now: Instant;
  /** What is looked at: restrictions say nothing of what lies outside. */
  readonly span: Interval;
  readonly exceptDecision?: DecisionId;
}

/** What every rule looks at, worked out once. */
export interface ContactFacts extends Omit<FactsInput, 'exceptDecision'> {
  readonly places: IndicatedPlaces;
  /** What is known of the account in question. */
  readonly account?: AccountFacts;
  /** The borrower's contacts that count against caps. */
  readonly counted: readonly ContactEntry[];
  /** Times during which the borrower has consented to be contacted again. */
  readonly consentPeriods: readonly Interval[];
  /** The span as the calendar of a zone cuts it. */
  readonly daysIn: (zone: string) => readonly LocalDay[];
  /** Where hours are open that were asked for before: many rules name the same. */
  readonly opened: Map<string, readonly Interval[]>;
}

/** The facts for this question over this span. */
export function contactFacts({ exceptDecision, ...input }: FactsInput): ContactFacts {
  const { question, profile, now, span } = input;
  const places = indicatedPlaces(profile);
  const account = accountFacts(profile, question.accountId);
  return {
    ...input,
    places,
    ...(account === undefined ? {} : { account }),
    counted: countedContacts(profile.contacts, now, exceptDecision),
    consentPeriods: consentPeriods(profile, question.accountId, places.zones),
    daysIn: oncePerKey((zone: string) => localDays(span, zone)),
    opened: new Map(),
  };
}

/** Whether something on file concerns the account in question: what names no account concerns each. */
export function concerns(about: string | undefined, accountId: string | undefined): boolean {
  return about === undefined || accountId === undefined || about === accountId;
}
