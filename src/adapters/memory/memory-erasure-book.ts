import type { Erasure, ErasureBook } from '../../app/ports/erasure-book.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Erasures in this process's memory. */
export function createMemoryErasureBook(): ErasureBook {
  const stored = new Map<string, Erasure>();
  return {
    get: async (id) => stored.get(id),
    async put(erasure) {
      if ((stored.get(erasure.id)?.version ?? 0) !== erasure.version - 1) return 'moved';
      stored.set(erasure.id, frozenCopy(erasure));
      return 'stored';
    },
    listOpen: async () => [...stored.values()].filter(({ open }) => open !== undefined),
  };
}
