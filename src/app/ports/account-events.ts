import type { BorrowerId, EventId } from '../../core/identifiers.ts';
import type { AccountEvent } from '../../core/reward/place-events.ts';
import type { Instant } from '../../core/time/instant.ts';

/** An accepted event that names a borrower. `digest` tells a repeat from a contradiction. */
export interface RecordedAccountEvent extends AccountEvent {
  readonly id: EventId;
  readonly type: string;
  readonly occurredAt: Instant;
  /** First 16 hexadecimal digits of the SHA-256 of the event's content. */
  readonly digest: string;
}

/** All that was told of a borrower without naming a decision, as a set: in any order, no id twice. */
export interface BorrowerEvents {
  readonly borrowerId: BorrowerId;
  readonly events: readonly RecordedAccountEvent[];
  /** 1 at the first write, then + 1 each. */
  readonly version: number;
}

/** The events that name a borrower instead of a decision, one item per borrower. Reads are strongly consistent. */
export interface AccountEvents {
  get(borrower: BorrowerId): Promise<BorrowerEvents | undefined>;
  /** Stores the set if the stored version is `next.version − 1` (0 = none). */
  put(next: BorrowerEvents): Promise<'stored' | 'moved'>;
  /** Every borrower's, in any order; a scan, for `verify` and `recredit`. */
  all(): AsyncIterable<BorrowerEvents>;
  /** Idempotent; for the erasure of a borrower. */
  remove(borrower: BorrowerId): Promise<void>;
}
