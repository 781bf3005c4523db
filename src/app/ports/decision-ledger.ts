import type { DecisionRecord } from '../../core/decision/decision-record.ts';
import type { DecisionState } from '../../core/decision/decision-state.ts';
import type { BorrowerId, DecisionId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';

/** The truth about every decision. All reads are strongly consistent unless said otherwise. */
export interface DecisionLedger {
  /** Stores the record unless one with its id exists. */
  createRecord(record: DecisionRecord): Promise<'created' | 'exists'>;
  getRecord(id: DecisionId): Promise<DecisionRecord | undefined>;
  /** Records of those ids that exist, in any order; any number of ids. */
  getRecords(ids: readonly DecisionId[]): Promise<readonly DecisionRecord[]>;
  /** Every record, in any order; a scan, for `verify` and exports. */
  allRecords(): AsyncIterable<DecisionRecord>;
  /** The ids of a borrower's decisions made at or after `since`, newest first, at most `limit`; may lag writes by a second. */
  decisionsOf(borrower: BorrowerId, since: Instant, limit: number): Promise<readonly DecisionId[]>;

  /** Stores a first state (version 1) unless one exists. */
  createState(state: DecisionState): Promise<'created' | 'exists'>;
  getState(id: DecisionId): Promise<DecisionState | undefined>;
  getStates(ids: readonly DecisionId[]): Promise<readonly DecisionState[]>;
  /**
   * Replaces the state if the stored version is `next.version − 1`.
   * @returns `moved` when another writer was first (or the state is gone); nothing was written then.
   */
  replaceState(next: DecisionState): Promise<'stored' | 'moved'>;
  /** Ids with `dueAt` ≤ `until`, oldest first, at most `limit`; may lag writes by a second. */
  due(until: Instant, limit: number): Promise<readonly DecisionId[]>;

  /**
   * Deletes the decision's record, then its state, and leaves a mark that holds its id and nothing else: nobody can
   * make a state for it again, and messages that still name it are known to be about an erased one. Idempotent, also
   * when broken off in between or when there was nothing.
   */
  erase(id: DecisionId): Promise<void>;
  /** Those of the ids that were erased. */
  erasedAmong(ids: readonly DecisionId[]): Promise<readonly DecisionId[]>;
}
