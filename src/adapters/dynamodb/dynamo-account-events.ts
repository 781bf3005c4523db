import type { AccountEvents } from '../../app/ports/account-events.ts';
import {
  ACCOUNT_PART,
  accountEventsAttributes,
  accountEventsKey,
  accountEventsOf,
} from './account-events-item.ts';
import { conditionalPut, versionBefore } from './conditional-put.ts';
import { deleteItem } from './delete-item.ts';
import { getItem } from './get-item.ts';
import { scanItems } from './read-pages.ts';
import type { Table } from './table.ts';

/** Borrowers' events in the decisions table, one item each, in neither of its indexes. */
export function createDynamoAccountEvents(table: Table): AccountEvents {
  return {
    async get(borrower) {
      const item = await getItem(table, accountEventsKey(borrower));
      return item === undefined ? undefined : accountEventsOf(item);
    },
    async put(next) {
      const key = accountEventsKey(next.borrowerId);
      const attributes = accountEventsAttributes(next);
      return (await conditionalPut(table, key, attributes, versionBefore(next.version))) ? 'stored' : 'moved';
    },
    async *all() {
      const items = scanItems(table, {
        ConsistentRead: true,
        FilterExpression: '#part = :account',
        ExpressionAttributeNames: { '#part': 'part' },
        ExpressionAttributeValues: { ':account': ACCOUNT_PART },
      });
      for await (const item of items) yield accountEventsOf(item);
    },
    remove: (borrower) => deleteItem(table, accountEventsKey(borrower)),
  };
}
