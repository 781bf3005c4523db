import type { Change, PolicyBook } from '../../core/experiment/policy-book.ts';
import type { ModelId } from '../../core/identifiers.ts';

/** Keeps what is served to whom, and every change of it. */
export interface PolicyBookStore {
  /** Undefined before the first change: everything is as configured. */
  get(model: ModelId): Promise<PolicyBook | undefined>;
  /**
   * Stores the book if the stored version is `book.version − 1` (0 = none). No change is ever lost: that of the version
   * before is in the history before it is overwritten.
   */
  put(book: PolicyBook): Promise<'stored' | 'moved'>;
  /** Every change, oldest first; that of the current book is the last. */
  history(model: ModelId): Promise<readonly Change[]>;
}
