import * as z from 'zod';
import type { Erasure, ErasureBook } from '../../app/ports/erasure-book.ts';
import type { BorrowerId, DecisionId } from '../../core/identifiers.ts';
import type { UtcDate } from '../../core/time/utc-date.ts';
import { conditionalPut, versionBefore } from './conditional-put.ts';
import { getItem } from './get-item.ts';
import { queryItems } from './read-pages.ts';
import { moment, readStored, text, version } from './stored-values.ts';
import type { Item, Table } from './table.ts';

const KIND = 'erasure';

const erasureItem = z.strictObject({
  kind: z.literal(KIND),
  id: z.string(),
  requestedAt: moment,
  decisions: z.int().min(0),
  open: z
    .strictObject({
      borrowerId: text<BorrowerId>(),
      pending: z.array(z.strictObject({ decisionId: text<DecisionId>(), day: text<UtcDate>() })),
      quiet: z.boolean(),
    })
    .exactOptional(),
  completedAt: moment.exactOptional(),
  version,
  writeId: z.string(),
});

/** Erasures in the control table. */
export function createDynamoErasureBook(table: Table): ErasureBook {
  return {
    async get(id) {
      const item = await getItem(table, erasureKey(id));
      return item === undefined ? undefined : erasureOf(item);
    },
    async put({ id, ...rest }) {
      const stored = await conditionalPut(table, erasureKey(id), rest, versionBefore(rest.version));
      return stored ? 'stored' : 'moved';
    },
    async listOpen() {
      const items = queryItems(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'kind = :kind',
        FilterExpression: 'attribute_exists(#open)',
        ExpressionAttributeNames: { '#open': 'open' },
        ExpressionAttributeValues: { ':kind': KIND },
      });
      const erasures: Erasure[] = [];
      for await (const item of items) erasures.push(erasureOf(item));
      return erasures;
    },
  };
}

function erasureKey(id: string): Item {
  return { kind: KIND, id };
}

function erasureOf(item: Item): Erasure {
  const { kind: _kind, writeId: _writeId, ...erasure } = readStored(erasureItem, item, 'erasure');
  return erasure;
}
