import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { type IndexShape, TABLES, type TableName, type TableShape } from '../src/shared-names.ts';
import { TABLE_NAMES } from './resource-names.ts';

type Item = Record<string, AttributeValue>;

/**
 * Makes the index entries of every table agree with its items again; resolves to the number of items rewritten.
 * @remarks dynalite writes an item and its index entries one after the other, so a process that is killed in between
 * can leave an item that no index finds: a decision that would never mature. DynamoDB itself has no such gap. Nothing
 * else may write meanwhile.
 */
export async function repairIndexes(client: DynamoDBClient): Promise<number> {
  const shapes: Record<TableName, TableShape> = TABLES;
  let rewritten = 0;
  for (const table of Object.keys(TABLE_NAMES) as TableName[]) {
    for (const index of shapes[table].indexes) {
      rewritten += await repairIndex(client, TABLE_NAMES[table], shapes[table], index);
    }
  }
  return rewritten;
}

async function repairIndex(
  client: DynamoDBClient,
  table: string,
  shape: TableShape,
  index: IndexShape,
): Promise<number> {
  const keyNames = [shape.partitionKey.name, ...(shape.sortKey === undefined ? [] : [shape.sortKey.name])];
  const indexNames = [index.partitionKey.name, index.sortKey.name];
  const identity = (item: Item): string => JSON.stringify(keyNames.map((name) => item[name]));
  const place = (item: Item): string => JSON.stringify(indexNames.map((name) => item[name] ?? null));

  const entries = new Map<string, Item[]>();
  for await (const entry of scan(client, table, index.name)) {
    entries.set(identity(entry), [...(entries.get(identity(entry)) ?? []), entry]);
  }
  let rewritten = 0;
  for await (const item of scan(client, table)) {
    const found = entries.get(identity(item)) ?? [];
    const indexed = indexNames.every((name) => item[name] !== undefined);
    const stale = found.filter((entry) => place(entry) !== place(item));
    const missing = indexed && stale.length === found.length;
    if (stale.length === 0 && !missing) continue;
    // The engine removes an entry only when the item it belongs to moves on from it.
    for (const entry of stale) await put(client, table, { ...item, ...only(entry, indexNames) });
    await put(client, table, item);
    rewritten += 1;
  }
  return rewritten;
}

async function* scan(client: DynamoDBClient, table: string, index?: string): AsyncIterable<Item> {
  const input = {
    TableName: table,
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
  };
  for await (const { Items: items = [] } of paginateScan({ client }, input)) yield* items;
}

async function put(client: DynamoDBClient, table: string, item: Item): Promise<void> {
  await client.send(new PutItemCommand({ TableName: table, Item: item }));
}

function only(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
