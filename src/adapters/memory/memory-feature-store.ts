import type { FeatureStore, StoredFeatures } from '../../app/ports/feature-store.ts';
import type { BorrowerId } from '../../core/identifiers.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Feature records in this process's memory. */
export function createMemoryFeatureStore(): FeatureStore {
  const stored = new Map<BorrowerId, StoredFeatures>();
  return {
    get: async (id) => stored.get(id),
    async put(record, expected) {
      if ((stored.get(record.borrowerId)?.version ?? 0) !== expected) return 'moved';
      stored.set(record.borrowerId, frozenCopy({ record, version: expected + 1 }));
      return 'stored';
    },
    async remove(id) {
      stored.delete(id);
    },
  };
}
