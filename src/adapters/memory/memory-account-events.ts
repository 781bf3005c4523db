import type { AccountEvents, BorrowerEvents } from '../../app/ports/account-events.ts';
import type { BorrowerId } from '../../core/identifiers.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Borrowers' events in this process's memory. */
export function createMemoryAccountEvents(): AccountEvents {
  const stored = new Map<BorrowerId, BorrowerEvents>();
  return {
    get: async (borrower) => stored.get(borrower),
    async put(next) {
      if ((stored.get(next.borrowerId)?.version ?? 0) !== next.version - 1) return 'moved';
      stored.set(next.borrowerId, frozenCopy(next));
      return 'stored';
    },
    async *all() {
      yield* stored.values();
    },
    async remove(borrower) {
      stored.delete(borrower);
    },
  };
}
