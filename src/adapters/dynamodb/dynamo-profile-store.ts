import type { ProfileStore } from '../../app/ports/profile-store.ts';
import { conditionalPut, versionBefore } from './conditional-put.ts';
import { deleteItem } from './delete-item.ts';
import { getItem } from './get-item.ts';
import { profileAttributes, profileKey, profileOf } from './profile-item.ts';
import type { Table } from './table.ts';

/** The profiles table: one item per borrower, contacts included, so that a slot is reserved in one conditional write. */
export function createDynamoProfileStore(table: Table): ProfileStore {
  return {
    async get(id) {
      const item = await getItem(table, profileKey(id));
      return item === undefined ? undefined : profileOf(item);
    },
    async put(profile, expected) {
      const next = expected + 1;
      const attributes = profileAttributes(profile, next);
      const stored = await conditionalPut(
        table,
        profileKey(profile.borrowerId),
        attributes,
        versionBefore(next),
      );
      return stored ? 'stored' : 'moved';
    },
    remove: (id) => deleteItem(table, profileKey(id)),
  };
}
