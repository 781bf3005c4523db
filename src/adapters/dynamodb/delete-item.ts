import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { translatingErrors } from '../translate-aws-error.ts';
import type { Item, Table } from './table.ts';

/** Removes the item under the key, if there is one. */
export async function deleteItem(table: Table, key: Item): Promise<void> {
  await translatingErrors('storage-unavailable', () =>
    table.client.send(new DeleteCommand({ TableName: table.name, Key: key })),
  );
}
