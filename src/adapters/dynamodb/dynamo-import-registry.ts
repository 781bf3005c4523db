import * as z from 'zod';
import type { Import, ImportRegistry } from '../../app/ports/import-registry.ts';
import type { ModelId } from '../../core/identifiers.ts';
import { readFeatureSchema } from '../../core/model/read-feature-schema.ts';
import { conditionalPut, versionBefore } from './conditional-put.ts';
import { deleteItem } from './delete-item.ts';
import { getItem } from './get-item.ts';
import { queryItems } from './read-pages.ts';
import { authorship, moment, readStored, readStoredJson, text, version } from './stored-values.ts';
import type { Item, Table } from './table.ts';

const KIND = 'import';

const importItem = z.strictObject({
  kind: z.literal(KIND),
  id: z.string(),
  model: text<ModelId>(),
  name: z.string().min(1),
  label: z.enum(['known', 'estimated', 'absent']),
  weight: z.number().positive(),
  rows: z.int().min(0),
  digest: z.string().min(1),
  /** JSON: an item's attributes would be a tree of their own for every feature. */
  schema: z.string(),
  by: authorship,
  at: moment,
  version,
  writeId: z.string(),
});

/** The registry of imports in the control table. */
export function createDynamoImportRegistry(table: Table): ImportRegistry {
  return {
    async get(model, name) {
      const item = await getItem(table, importKey(model, name));
      return item === undefined ? undefined : importOf(item);
    },
    async put({ schema, ...rest }) {
      const attributes = { ...rest, schema: JSON.stringify(schema) };
      const key = importKey(rest.model, rest.name);
      const stored = await conditionalPut(table, key, attributes, versionBefore(rest.version));
      return stored ? 'stored' : 'moved';
    },
    async list(model) {
      const entries: Import[] = [];
      const items = queryItems(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'kind = :kind AND begins_with(id, :model)',
        ExpressionAttributeValues: { ':kind': KIND, ':model': idOf(model, '') },
      });
      for await (const item of items) entries.push(importOf(item));
      return entries;
    },
    remove: (model, name) => deleteItem(table, importKey(model, name)),
  };
}

/** No model's name has a plus sign in it, so no model's entries begin like another's. */
function idOf(model: ModelId, name: string): string {
  return `${model}+${name}`;
}

function importKey(model: ModelId, name: string): Item {
  return { kind: KIND, id: idOf(model, name) };
}

function importOf(item: Item): Import {
  const { kind: _kind, id: _id, writeId: _writeId, schema, ...rest } = readStored(importItem, item, 'import');
  return {
    ...rest,
    schema: readFeatureSchema(readStoredJson(z.unknown(), schema, 'feature schema'), 'schema'),
  };
}
