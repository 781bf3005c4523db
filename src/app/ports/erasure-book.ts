import type { BorrowerId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { LogMessage } from './messages.ts';

/** The work of erasing a borrower, and at its end the receipt for it, which names nobody. */
export interface Erasure {
  /** Opaque. */
  readonly id: string;
  readonly requestedAt: Instant;
  /** How many decisions were erased so far, withheld ones included. */
  readonly decisions: number;
  /** What is left to do; absent in a receipt. */
  readonly open?: OpenErasure;
  readonly completedAt?: Instant;
  /** 1 at the first write, then + 1 each. */
  readonly version: number;
}

export interface OpenErasure {
  readonly borrowerId: BorrowerId;
  /**
   * Decisions that were found and are not erased yet, each with its day: what a broken-off run goes on with, and what
   * asks the log to drop the row when nothing else knows of the decision any more.
   */
  readonly pending: readonly LogMessage[];
  /** Whether the last look found nothing more; a second such look ends the work, since the index may lag. */
  readonly quiet: boolean;
}

/** Erasures under way and their receipts. Reads are strongly consistent. */
export interface ErasureBook {
  get(id: string): Promise<Erasure | undefined>;
  /** Stores it if the stored version is `erasure.version − 1` (0 = none). */
  put(erasure: Erasure): Promise<'stored' | 'moved'>;
  /** Those that are not complete, in any order. */
  listOpen(): Promise<readonly Erasure[]>;
}
