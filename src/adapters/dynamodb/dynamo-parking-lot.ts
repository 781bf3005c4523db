import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  type ParkedMessage,
  type ParkingLot,
  QUEUE_NAMES,
  type StillParked,
} from '../../app/ports/parking-lot.ts';
import { translateAwsError, translatingErrors } from '../translate-aws-error.ts';
import { batchGet } from './batch-get.ts';
import { discardNotes } from './discard-notes.ts';
import { getItem } from './get-item.ts';
import { queryItems } from './read-pages.ts';
import { moment, readStored } from './stored-values.ts';
import type { Item, Table } from './table.ts';

const KIND = 'parked';
/** How many bodies, of up to 256 KB each, are held at once while listing. */
const LISTED_AT_ONCE = 25;

const listEntry = z.object({ id: z.string(), parkedAt: moment });

const parkedItem = z.strictObject({
  kind: z.literal(KIND),
  id: z.string(),
  queue: z.enum(QUEUE_NAMES),
  body: z.string(),
  code: z.string(),
  reason: z.string(),
  deliveries: z.int().exactOptional(),
  parkedAt: moment,
  /** An item that an earlier version wrote has none, and a `writeId` instead. */
  times: z.int().min(1).default(0),
  writeId: z.string().exactOptional(),
});

/**
 * Parked messages, and notes of discarded ones, in the control table.
 * @remarks To park is one unconditional update. Its answer may be lost and the SDK repeat it: then `times` is one more,
 * and whoever is about to remove the message reads it once more.
 */
export function createDynamoParkingLot(table: Table): ParkingLot {
  return {
    ...discardNotes(table),
    park: (message) => park(table, message),
    async get(id) {
      const item = await getItem(table, parkedKey(id));
      return item === undefined ? undefined : parkedOf(item);
    },
    async *list() {
      const ids = await idsOldestFirst(table);
      for (let start = 0; start < ids.length; start += LISTED_AT_ONCE) {
        const items = await batchGet(table, ids.slice(start, start + LISTED_AT_ONCE).map(parkedKey));
        yield* items.map(parkedOf).sort(oldestFirst);
      }
    },
    remove: (read) => remove(table, read),
  };
}

async function park({ client, name }: Table, message: ParkedMessage): Promise<void> {
  const { id, parkedAt, deliveries, ...latest } = message;
  const set = Object.keys(latest).map((field) => `#${field} = :${field}`);
  const names = Object.keys({ ...latest, parkedAt, deliveries, times: 1 });
  const values = { ...latest, parkedAt, one: 1, ...(deliveries === undefined ? {} : { deliveries }) };
  await translatingErrors('storage-unavailable', () =>
    client.send(
      new UpdateCommand({
        TableName: name,
        Key: parkedKey(id),
        UpdateExpression: [
          `SET ${set.join(', ')}, #parkedAt = if_not_exists(#parkedAt, :parkedAt)`,
          deliveries === undefined ? 'REMOVE #deliveries' : ', #deliveries = :deliveries',
          'ADD #times :one',
        ].join(' '),
        ExpressionAttributeNames: Object.fromEntries(names.map((field) => [`#${field}`, field])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(values).map(([field, value]) => [`:${field}`, value]),
        ),
      }),
    ),
  );
}

async function remove(
  { client, name }: Table,
  { id, times }: Pick<StillParked, 'id' | 'times'>,
): Promise<'removed' | 'moved'> {
  try {
    await client.send(
      new DeleteCommand({
        TableName: name,
        Key: parkedKey(id),
        // A message that is gone is removed, by us or by somebody else.
        ConditionExpression: 'attribute_not_exists(#times) OR #times = :times',
        ExpressionAttributeNames: { '#times': 'times' },
        ExpressionAttributeValues: { ':times': times },
      }),
    );
    return 'removed';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'moved';
    throw translateAwsError(error, 'storage-unavailable');
  }
}

/** The key has no time in it, since a message is parked once whenever it comes; so the order is made here. */
async function idsOldestFirst(table: Table): Promise<string[]> {
  const entries: { id: string; parkedAt: number }[] = [];
  const items = queryItems(table, {
    ConsistentRead: true,
    KeyConditionExpression: 'kind = :kind',
    ExpressionAttributeValues: { ':kind': KIND },
    ProjectionExpression: 'id, parkedAt',
  });
  for await (const item of items) entries.push(readStored(listEntry, item, 'parked message'));
  return entries.sort(oldestFirst).map(({ id }) => id);
}

function oldestFirst(a: { id: string; parkedAt: number }, b: { id: string; parkedAt: number }): number {
  return a.parkedAt - b.parkedAt || (a.id < b.id ? -1 : 1);
}

function parkedKey(id: string): Item {
  return { kind: KIND, id };
}

function parkedOf(item: Item): StillParked {
  const { kind: _kind, writeId: _writeId, ...message } = readStored(parkedItem, item, 'parked message');
  return message;
}
