import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { UnavailableError } from '../../core/errors.ts';
import { backOff } from '../back-off.ts';
import { translatingErrors } from '../translate-aws-error.ts';
import type { Item, Table } from './table.ts';

/** DynamoDB's limit on the keys of one request. */
const KEYS_PER_REQUEST = 100;
/** How many rounds in a row may bring nothing at all. */
const IDLE_ROUNDS = 8;

/**
 * The items of those distinct keys that exist, strongly consistent, in any order.
 * @throws {UnavailableError} `storage-unavailable` when the table keeps giving keys back unread.
 */
export async function batchGet(table: Table, keys: readonly Item[]): Promise<Item[]> {
  const items: Item[] = [];
  for (let start = 0; start < keys.length; start += KEYS_PER_REQUEST) {
    items.push(...(await getChunk(table, keys.slice(start, start + KEYS_PER_REQUEST))));
  }
  return items;
}

/** DynamoDB gives keys back when it is throttled and when the answer would pass its size limit; the rest is asked again. */
async function getChunk({ client, name }: Table, keys: readonly Item[]): Promise<Item[]> {
  const items: Item[] = [];
  let pending = keys;
  for (let idle = 0; pending.length > 0; ) {
    const answer = await translatingErrors('storage-unavailable', () =>
      client.send(
        new BatchGetCommand({ RequestItems: { [name]: { Keys: [...pending], ConsistentRead: true } } }),
      ),
    );
    items.push(...(answer.Responses?.[name] ?? []));
    const left: Item[] = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    idle = left.length < pending.length ? 0 : idle + 1;
    pending = left;
    if (idle > IDLE_ROUNDS) {
      throw new UnavailableError(
        'storage-unavailable',
        'The storage gives keys back unread; repeat the call.',
      );
    }
    if (idle > 0) await backOff(idle);
  }
  return items;
}
