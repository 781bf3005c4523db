import type { FeatureStore } from '../../app/ports/feature-store.ts';
import { conditionalPut, versionBefore } from './conditional-put.ts';
import { deleteItem } from './delete-item.ts';
import { featureAttributes, featureKey, featuresOf } from './feature-item.ts';
import { getItem } from './get-item.ts';
import type { Table } from './table.ts';

/** Feature records in the profiles table: an item beside each borrower's contact profile, so that neither waits for the other. */
export function createDynamoFeatureStore(table: Table): FeatureStore {
  return {
    async get(id) {
      const item = await getItem(table, featureKey(id));
      return item === undefined ? undefined : featuresOf(item);
    },
    async put(record, expected) {
      const next = expected + 1;
      const attributes = featureAttributes(record, next);
      const key = featureKey(record.borrowerId);
      return (await conditionalPut(table, key, attributes, versionBefore(next))) ? 'stored' : 'moved';
    },
    remove: (id) => deleteItem(table, featureKey(id)),
  };
}
