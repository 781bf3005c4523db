import type { BorrowerId, ChannelId, DecisionId } from '../identifiers.ts';
import type { Instant, Interval } from '../time/instant.ts';

export type ConsentStatus = 'granted' | 'refused' | 'unknown';

export interface Consent {
  readonly status: ConsentStatus;
  readonly since?: Instant;
}

/** A do-not-contact hold: on one channel, or on all when `channel` is absent. */
export interface Hold {
  readonly id: string;
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
  /** Where the contact falls; for `sent` start = end = the confirmed instant, or the window when sent unconfirmed. */
  readonly interval: Interval;
}

/** What is known about reaching a borrower. What is not known forbids (invariant 1). */
export interface ContactProfile {
  readonly borrowerId: BorrowerId;
  /** IANA names of every place the file points to; the first is where windows are laid out. Empty = unknown. */
  readonly timeZones: readonly string[];
  readonly consents: Readonly<Record<string, Consent>>;
  readonly holds: readonly Hold[];
  readonly contacts: readonly ContactEntry[];
}
