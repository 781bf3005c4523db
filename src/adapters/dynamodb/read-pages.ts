import {
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { translatingErrors } from '../translate-aws-error.ts';
import type { Item, Table } from './table.ts';

/** The items of a query, page after page, as far as the reader goes. */
export async function* queryItems(
  { client, name }: Table,
  query: Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey'>,
): AsyncGenerator<Item> {
  yield* pages((start) => client.send(new QueryCommand({ TableName: name, ...query, ...start })));
}

/** The items of a scan, page after page. */
export async function* scanItems(
  { client, name }: Table,
  scan: Omit<ScanCommandInput, 'TableName' | 'ExclusiveStartKey'>,
): AsyncGenerator<Item> {
  yield* pages((start) => client.send(new ScanCommand({ TableName: name, ...scan, ...start })));
}

interface Page {
  Items?: Item[] | undefined;
  LastEvaluatedKey?: Item | undefined;
}

async function* pages(read: (start: { ExclusiveStartKey?: Item }) => Promise<Page>): AsyncGenerator<Item> {
  let last: Item | undefined;
  do {
    const page = await translatingErrors('storage-unavailable', () =>
      read(last === undefined ? {} : { ExclusiveStartKey: last }),
    );
    yield* page.Items ?? [];
    last = page.LastEvaluatedKey;
  } while (last !== undefined);
}
