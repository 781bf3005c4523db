import type { ActionId, BorrowerId, DecisionId, EventId, ModelId } from '../identifiers.ts';
import type { AttributedEvent } from '../reward/attributed-event.ts';
import type { DecisionWeek } from '../time/decision-week.ts';
import type { Instant } from '../time/instant.ts';

/** An accepted outcome event, as kept with the decision. `digest` tells a repeat from a contradiction. */
export interface RecordedEvent {
  readonly id: EventId;
  readonly type: string;
  readonly occurredAt: Instant;
  /** First 16 hexadecimal digits of the SHA-256 of the event's content. */
  readonly digest: string;
}

/**
 * The small mutable side of a selected decision.
 * @remarks `reward` is always the reward rule applied to the set of `events` and to what is `attributed`; `seq` counts
 * its changes from 0.
 * The decision is credited up to `credited.seq`; it still owes the model a credit when that is absent or below `seq`.
 */
export interface DecisionState {
  readonly decisionId: DecisionId;
  /** Optimistic lock: the write that stores version v + 1 demands that v is stored. */
  readonly version: number;
  readonly model: ModelId;
  readonly borrowerId: BorrowerId;
  readonly accountId?: string;
  readonly action: ActionId;
  readonly week: DecisionWeek;
  readonly decidedAt: Instant;
  readonly dispatch: 'not-required' | 'pending' | 'confirmed' | 'void';
  /** The law demanded the contact: it has no reward window, so nothing is attributed to it or learned of it. */
  readonly forced?: true;
  readonly sentAt?: Instant;
  /** Of a confirmed contact: the end of the lawful stretch in which it was confirmed. */
  readonly sendBefore?: Instant;
  /** … and the ids of the numbers or addresses that could be used then; absent when the file lists none. */
  readonly points?: readonly string[];
  readonly voidReason?: string;
  /** End of the send window: a pending decision becomes void from here on. Absent for `no-contact`. */
  readonly windowEndsAt?: Instant;
  /** Maturity; absent until the send is confirmed. */
  readonly rewardWindowEndsAt?: Instant;
  readonly events: readonly RecordedEvent[];
  /** Of the borrower's events that name no decision, those that this one has a share of; absent when it has none. */
  readonly attributed?: readonly AttributedEvent[];
  readonly reward: number;
  readonly seq: number;
  readonly credited?: { readonly seq: number; readonly reward: number };
  /**
   * Set when the borrower is to be erased: `asked` until the model has given the credit back (or is known to have
   * none), then `unlearned` until record and state are deleted.
   */
  readonly erasure?: 'asked' | 'unlearned';
  /** When `mature` must look at it again; absent when nothing is owed. */
  readonly dueAt?: Instant;
}
