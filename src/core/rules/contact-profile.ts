import type { Weekday } from '../configuration.ts';
import type { BorrowerId, ChannelId, DecisionId } from '../identifiers.ts';
import type { Instant, Interval } from '../time/instant.ts';
import type { Actor } from './rule.ts';

export type ConsentStatus = 'granted' | 'refused' | 'unknown';

export interface Consent {
  readonly status: ConsentStatus;
  readonly since?: Instant;
  /** The first instant at which it no longer holds. */
  readonly until?: Instant;
  /** When the borrower last confirmed it or used the channel. */
  readonly confirmedAt?: Instant;
  /** How it was given; absent = unknown, which is not in writing. An electronic signature is `written`. */
  readonly form?: 'written' | 'oral' | 'implied';
  /** Where it comes from, as a code, e.g. `web-form`. */
  readonly source?: string;
}

/** Why a hold is on file. */
export const HOLD_REASONS = [
  'do-not-contact',
  'opt-out',
  'revocation',
  'medium-request',
  'do-not-call',
  'cooldown',
  'wrong-party',
  'reassigned-number',
  'complaint',
  'attorney',
  'cease',
  'dispute',
  'bankruptcy',
  'deceased',
  'minor',
  'disaster',
  'litigation',
  'servicemember',
  'identity-theft',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/**
 * A do-not-contact hold: on one channel and all others of its medium, or on all when `channel` is absent.
 */
export interface Hold {
  readonly id: string;
  /** Absent: `do-not-contact`. */
  readonly reason?: HoldReason;
  /** About this debt alone; absent = about the person. A contact that names no account is held too. */
  readonly accountId?: string;
  readonly channel?: ChannelId;
  readonly since: Instant;
  /** The first instant at which it no longer binds; absent = it never ends. */
  readonly until?: Instant;
  /** Where it came from, e.g. `borrower-request`, `outcome:unsubscribed`. */
  readonly source: string;
}

/**
 * A contact that was made, or that a decision has reserved. A reservation counts wherever in its interval the
 * contact may fall; it is gone after `interval.end` when nobody confirmed it.
 */
export interface ContactEntry {
  readonly decisionId: DecisionId;
  /** Tells apart concurrent attempts at one decision; only the attempt named by the record remains. */
  readonly token: string;
  readonly channel: ChannelId;
  readonly kind: 'reserved' | 'sent';
  /** The debt it was about; absent = it counts for every debt. */
  readonly accountId?: string;
  /** At the workplace. */
  readonly place?: 'work';
  /** Made because the law demanded it. */
  readonly required?: true;
  /** `false`: the call was not connected to the dialled number. */
  readonly connected?: false;
  /** Where the contact falls; for `sent` start = end = the confirmed instant, or the window when sent unconfirmed. */
  readonly interval: Interval;
}

/** A telephone conversation, whoever called. */
export interface Conversation {
  readonly id: string;
  readonly at: Instant;
  /** Absent = about every debt. */
  readonly accountId?: string;
}

/** The borrower's direct consent to be contacted again: 12 CFR 1006.14(b)(3)(i). */
export interface DirectConsent {
  readonly id: string;
  readonly at: Instant;
  /** Ends it earlier than seven days. */
  readonly until?: Instant;
  readonly accountId?: string;
}

/** A telephone number; of the number itself only what tells a place is kept. */
export interface Phone {
  readonly id: string;
  /** Three digits; absent for a number outside the North American Numbering Plan, whose place is then unknown. */
  readonly areaCode?: string;
  readonly line: 'mobile' | 'landline' | 'voip' | 'unknown';
  readonly place: 'personal' | 'work';
  /** Work numbers: the borrower has said that the employer permits calls there. */
  readonly permitted?: true;
  readonly status?: 'wrong-party' | 'reassigned';
  /** When the Reassigned Numbers Database said that it is still the borrower's. */
  readonly reassignedCheckedAt?: Instant;
  /** What the National Do Not Call Registry said, and when. */
  readonly registry?: { readonly checkedAt: Instant; readonly listed: boolean };
}

export interface Email {
  readonly id: string;
  /** `unknown` is treated as an employer's. */
  readonly place: 'personal' | 'work' | 'unknown';
  /** The borrower has used it for this or consented to it directly. */
  readonly permitted?: true;
  readonly status?: 'wrong-party';
}

export interface Address {
  readonly id: string;
  /** Five digits. */
  readonly zip: string;
  readonly place: 'home' | 'work' | 'other';
}

/** When the borrower has said not to be contacted: local wall time [start, end), over midnight when end ≤ start. */
export interface InconvenientTime {
  /** Absent: every day. Of a stretch over midnight, the day on which it begins. */
  readonly days?: readonly Weekday[];
  readonly start: string;
  readonly end: string;
  /** On this channel's medium alone; absent = on all. */
  readonly channel?: ChannelId;
}

export const LOAN_PRODUCTS = ['mortgage', 'auto', 'student', 'card', 'personal', 'other'] as const;
export type LoanProduct = (typeof LOAN_PRODUCTS)[number];

/** What the rules ask about one debt. What is absent is unknown. */
export interface AccountFacts {
  readonly product?: LoanProduct;
  /** What the servicer is to this debt, when not what the configuration says. */
  readonly actor?: Actor;
  /** Local date `YYYY-MM-DD` of the earliest instalment that is due and unpaid; absent with `current: true`. */
  readonly unpaidSince?: string;
  /** Nothing is past due. */
  readonly current?: true;
  /** In debt collection procedures. */
  readonly inCollection?: boolean;
  /** When live contact was last made, or the written early intervention notice last sent. */
  readonly liveContactAt?: Instant;
  readonly writtenNoticeAt?: Instant;
}

/** What is known about reaching a borrower. What is not known forbids (invariant 1). */
export interface ContactProfile {
  readonly borrowerId: BorrowerId;
  /** IANA names of places that the file states; more follow from phones and addresses. None at all = unknown. */
  readonly timeZones: readonly string[];
  /** Absent: the servicer keeps them and states what follows from them; an empty list says that there are none. */
  readonly phones?: readonly Phone[];
  readonly emails?: readonly Email[];
  readonly addresses?: readonly Address[];
  /** Jurisdictions that the servicer states, e.g. `US-FL`; more follow from phones and addresses. */
  readonly jurisdictions?: readonly string[];
  readonly inconvenientTimes?: readonly InconvenientTime[];
  readonly conversations?: readonly Conversation[];
  readonly directConsents?: readonly DirectConsent[];
  /** By account id. */
  readonly accounts?: Readonly<Record<string, AccountFacts>>;
  /** When the servicer last put the file. */
  readonly filedAt?: Instant;
  readonly consents: Readonly<Record<string, Consent>>;
  readonly holds: readonly Hold[];
  readonly contacts: readonly ContactEntry[];
}
