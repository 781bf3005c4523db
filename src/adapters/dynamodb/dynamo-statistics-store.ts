import type { StatisticsStore } from '../../app/ports/statistics-store.ts';
import { conditionalPut, versionBefore } from './conditional-put.ts';
import { deleteItem } from './delete-item.ts';
import { getItem } from './get-item.ts';
import { queryItems } from './read-pages.ts';
import { statisticsAttributes, statisticsItemOf, statisticsKey } from './statistics-item.ts';
import type { Table } from './table.ts';

/** The statistics table: one item per model, arm, decision week and sibling. */
export function createDynamoStatisticsStore(table: Table): StatisticsStore {
  return {
    async get(key) {
      const item = await getItem(table, statisticsKey(key));
      return item === undefined ? undefined : statisticsItemOf(item);
    },
    async put(item) {
      const expected = versionBefore(item.version);
      const stored = await conditionalPut(
        table,
        statisticsKey(item.key),
        statisticsAttributes(item),
        expected,
      );
      return stored ? 'stored' : 'moved';
    },
    async *list(model) {
      const items = queryItems(table, {
        ConsistentRead: true,
        KeyConditionExpression: '#model = :model',
        ExpressionAttributeNames: { '#model': 'model' },
        ExpressionAttributeValues: { ':model': model },
      });
      for await (const item of items) yield statisticsItemOf(item);
    },
    remove: (key) => deleteItem(table, statisticsKey(key)),
  };
}
