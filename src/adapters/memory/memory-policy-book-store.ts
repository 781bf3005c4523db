import type { PolicyBookStore } from '../../app/ports/policy-book-store.ts';
import type { PolicyBook } from '../../core/experiment/policy-book.ts';
import type { ModelId } from '../../core/identifiers.ts';
import { frozenCopy } from './frozen-copy.ts';

/** The policy books in this process's memory. */
export function createMemoryPolicyBookStore(): PolicyBookStore {
  const stored = new Map<ModelId, readonly PolicyBook[]>();
  const versionsOf = (model: ModelId) => stored.get(model) ?? [];
  return {
    get: async (model) => versionsOf(model).at(-1),
    async put(book) {
      const versions = versionsOf(book.model);
      if ((versions.at(-1)?.version ?? 0) !== book.version - 1) return 'moved';
      stored.set(book.model, [...versions, frozenCopy(book)]);
      return 'stored';
    },
    history: async (model) => versionsOf(model).map(({ change }) => change),
  };
}
