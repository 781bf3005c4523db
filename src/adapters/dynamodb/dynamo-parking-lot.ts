import * as z from 'zod';
import type { ParkedMessage, ParkingLot } from '../../app/ports/parking-lot.ts';
import { batchGet } from './batch-get.ts';
import { conditionalPut } from './conditional-put.ts';
import { deleteItem } from './delete-item.ts';
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
  queue: z.enum(['outcomes', 'credits', 'features']),
  body: z.string(),
  code: z.string(),
  reason: z.string(),
  parkedAt: moment,
  writeId: z.string(),
});

/** Parked messages in the control table; what was parked first under an id stays until it is removed. */
export function createDynamoParkingLot(table: Table): ParkingLot {
  return {
    async park({ id, ...rest }) {
      await conditionalPut(table, parkedKey(id), rest, 'nothing');
    },
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
    remove: (id) => deleteItem(table, parkedKey(id)),
  };
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

function parkedOf(item: Item): ParkedMessage {
  const { kind: _kind, writeId: _writeId, ...message } = readStored(parkedItem, item, 'parked message');
  return message;
}
