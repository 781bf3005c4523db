import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { translatingErrors } from '../translate-aws-error.ts';
import type { Item, Table } from './table.ts';

/** The stored item, strongly consistent. */
export async function getItem({ client, name }: Table, key: Item): Promise<Item | undefined> {
  const answer = await translatingErrors('storage-unavailable', () =>
    client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true })),
  );
  return answer.Item;
}
