import * as z from 'zod';
import type { Champion, ChampionStore } from '../../app/ports/model-store.ts';
import type { ModelId, SnapshotId } from '../../core/identifiers.ts';
import { conditionalPut, versionBefore } from './conditional-put.ts';
import { getItem } from './get-item.ts';
import { authorship, moment, readStored, text, version } from './stored-values.ts';
import type { Item, Table } from './table.ts';

const championItem = z.strictObject({
  kind: z.literal('champion'),
  id: text<ModelId>(),
  snapshot: text<SnapshotId>(),
  previous: text<SnapshotId>().exactOptional(),
  publishedAt: moment,
  credits: z.int().min(0),
  by: authorship.exactOptional(),
  version,
  writeId: z.string(),
});

/** The champion pointers in the control table. */
export function createDynamoChampionStore(table: Table): ChampionStore {
  return {
    async get(model) {
      const item = await getItem(table, championKey(model));
      return item === undefined ? undefined : championOf(item);
    },
    async put({ model, ...rest }) {
      const stored = await conditionalPut(table, championKey(model), rest, versionBefore(rest.version));
      return stored ? 'stored' : 'moved';
    },
  };
}

function championKey(model: ModelId): Item {
  return { kind: 'champion', id: model };
}

function championOf(item: Item): Champion {
  const { kind: _kind, id, writeId: _writeId, ...rest } = readStored(championItem, item, 'champion');
  return { model: id, ...rest };
}
