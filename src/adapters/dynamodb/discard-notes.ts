import * as z from 'zod';
import { type DiscardNote, type ParkingLot, QUEUE_NAMES } from '../../app/ports/parking-lot.ts';
import { conditionalPut } from './conditional-put.ts';
import { queryItems } from './read-pages.ts';
import { moment, readStored, text } from './stored-values.ts';
import type { Item, Table } from './table.ts';

const KIND = 'discarded';

const noteItem = z.strictObject({
  kind: z.literal(KIND),
  /** Message id # when it was parked. */
  id: z.string(),
  message: text(),
  queue: z.enum(QUEUE_NAMES),
  code: z.string(),
  digest: z.string(),
  reason: z.string(),
  by: z.string(),
  at: moment,
  parkedAt: moment,
  writeId: z.string(),
});

/** Notes of discarded messages in the control table. */
export function discardNotes(table: Table): Pick<ParkingLot, 'noteDiscard' | 'discarded'> {
  return {
    async noteDiscard({ id, ...note }) {
      const key = { kind: KIND, id: `${id}#${note.parkedAt}` };
      await conditionalPut(table, key, { ...note, message: id }, 'nothing');
    },
    async *discarded() {
      const notes: DiscardNote[] = [];
      const items = queryItems(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'kind = :kind',
        ExpressionAttributeValues: { ':kind': KIND },
      });
      for await (const item of items) notes.push(noteOf(item));
      yield* notes.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
  };
}

function noteOf(item: Item): DiscardNote {
  const {
    kind: _kind,
    id: _id,
    writeId: _writeId,
    message,
    ...note
  } = readStored(noteItem, item, 'discard note');
  return { id: message, ...note };
}
