import type { StatisticsItem, StatisticsKey, StatisticsStore } from '../../app/ports/statistics-store.ts';
import type { ModelId } from '../../core/identifiers.ts';
import type { Statistics } from '../../core/model/statistics.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Statistics in this process's memory. Arrays of numbers can't be frozen, so they are copied on both sides. */
export function createMemoryStatisticsStore(): StatisticsStore {
  const models = new Map<ModelId, Map<string, StatisticsItem>>();
  return {
    async get(key) {
      const item = models.get(key.model)?.get(placeOf(key));
      return item === undefined ? undefined : ownCopy(item);
    },
    async put(item) {
      const items = models.get(item.key.model) ?? new Map<string, StatisticsItem>();
      models.set(item.key.model, items);
      const place = placeOf(item.key);
      if ((items.get(place)?.version ?? 0) !== item.version - 1) return 'moved';
      items.set(place, ownCopy(item));
      return 'stored';
    },
    async *list(model) {
      const items = [...(models.get(model)?.values() ?? [])];
      for (const item of items.sort((a, b) => inKeyOrder(a.key, b.key))) yield ownCopy(item);
    },
    async remove(key) {
      models.get(key.model)?.delete(placeOf(key));
    },
  };
}

function placeOf({ arm, week, sibling }: StatisticsKey): string {
  return `${week}#${sibling}#${arm}`;
}

function inKeyOrder(a: StatisticsKey, b: StatisticsKey): number {
  if (a.arm !== b.arm) return a.arm < b.arm ? -1 : 1;
  return a.week - b.week || a.sibling - b.sibling;
}

function ownCopy({ key, statistics, receipts, version }: StatisticsItem): StatisticsItem {
  return {
    key: frozenCopy(key),
    statistics: copyOfStatistics(statistics),
    receipts: frozenCopy(receipts),
    version,
  };
}

function copyOfStatistics(statistics: Statistics): Statistics {
  return {
    ...statistics,
    names: frozenCopy(statistics.names),
    gram: statistics.gram.slice(),
    vector: statistics.vector.slice(),
  };
}
