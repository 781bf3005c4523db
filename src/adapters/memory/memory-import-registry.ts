import type { Import, ImportRegistry } from '../../app/ports/import-registry.ts';
import { frozenCopy } from './frozen-copy.ts';

/** The registry of imports in this process's memory. */
export function createMemoryImportRegistry(): ImportRegistry {
  const stored = new Map<string, Import>();
  const place = (model: string, name: string) => `${model}+${name}`;
  return {
    get: async (model, name) => stored.get(place(model, name)),
    async put(entry) {
      const key = place(entry.model, entry.name);
      if ((stored.get(key)?.version ?? 0) !== entry.version - 1) return 'moved';
      stored.set(key, frozenCopy(entry));
      return 'stored';
    },
    list: async (model) =>
      [...stored.values()]
        .filter((entry) => entry.model === model)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    async remove(model, name) {
      stored.delete(place(model, name));
    },
  };
}
