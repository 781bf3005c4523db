import type { ProfileStore, StoredProfile } from '../../app/ports/profile-store.ts';
import type { BorrowerId } from '../../core/identifiers.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Contact profiles in this process's memory. */
export function createMemoryProfileStore(): ProfileStore {
  const stored = new Map<BorrowerId, StoredProfile>();
  return {
    get: async (id) => stored.get(id),
    async put(profile, expected) {
      if ((stored.get(profile.borrowerId)?.version ?? 0) !== expected) return 'moved';
      stored.set(profile.borrowerId, frozenCopy({ profile, version: expected + 1 }));
      return 'stored';
    },
    async remove(id) {
      stored.delete(id);
    },
  };
}
