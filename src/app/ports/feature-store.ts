import type { FeatureRecord } from '../../core/features/feature-record.ts';
import type { BorrowerId } from '../../core/identifiers.ts';

export interface StoredFeatures {
  readonly record: FeatureRecord;
  /** 1 at the first write, then + 1 each. */
  readonly version: number;
}

/** Borrowers' feature records. Reads are strongly consistent. */
export interface FeatureStore {
  get(id: BorrowerId): Promise<StoredFeatures | undefined>;
  /** Stores the record as version `expected + 1` if the stored version is `expected` (0 = none yet). */
  put(record: FeatureRecord, expected: number): Promise<'stored' | 'moved'>;
  /** Idempotent; the next record of the borrower begins with version 1 again. */
  remove(id: BorrowerId): Promise<void>;
}
