import type { Champion, ChampionStore } from '../../app/ports/model-store.ts';
import type { ModelId } from '../../core/identifiers.ts';
import { frozenCopy } from './frozen-copy.ts';

/** The champion pointers in this process's memory. */
export function createMemoryChampionStore(): ChampionStore {
  const stored = new Map<ModelId, Champion>();
  return {
    get: async (model) => stored.get(model),
    async put(champion) {
      if ((stored.get(champion.model)?.version ?? 0) !== champion.version - 1) return 'moved';
      stored.set(champion.model, frozenCopy(champion));
      return 'stored';
    },
  };
}
