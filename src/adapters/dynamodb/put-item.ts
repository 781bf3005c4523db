import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { translatingErrors } from '../translate-aws-error.ts';
import type { Item, Table } from './table.ts';

/** Stores the item, whatever was under its key. */
export async function putItem(table: Table, item: Item): Promise<void> {
  await translatingErrors('storage-unavailable', () =>
    table.client.send(new PutCommand({ TableName: table.name, Item: item })),
  );
}
