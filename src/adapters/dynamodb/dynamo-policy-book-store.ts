import type { PolicyBookStore } from '../../app/ports/policy-book-store.ts';
import type { Change, PolicyBook } from '../../core/experiment/policy-book.ts';
import type { ModelId } from '../../core/identifiers.ts';
import { conditionalPut, versionBefore } from './conditional-put.ts';
import { getItem } from './get-item.ts';
import { changeOf, policyBookAttributes, policyBookOf } from './policy-book-item.ts';
import { putItem } from './put-item.ts';
import { queryItems } from './read-pages.ts';
import type { Item, Table } from './table.ts';

const CHANGES = 'policy-change';

/**
 * The policy books in the control table, and each change of them as an item of its own.
 * @remarks A change is written down a second time before the book that it made is overwritten, so that a crash between
 * the two writes loses nothing; of one version there is only one change, so writing it again changes nothing.
 */
export function createDynamoPolicyBookStore(table: Table): PolicyBookStore {
  async function get(model: ModelId): Promise<PolicyBook | undefined> {
    const item = await getItem(table, bookKey(model));
    return item === undefined ? undefined : policyBookOf(item);
  }

  return {
    get,
    async put(book) {
      const { model } = book;
      const current = await get(model);
      if ((current?.version ?? 0) !== book.version - 1) return 'moved';
      if (current !== undefined) {
        await putItem(table, {
          ...changeKey(model, current.version),
          change: JSON.stringify(current.change),
        });
      }
      const expected = versionBefore(book.version);
      const stored = await conditionalPut(table, bookKey(model), policyBookAttributes(book), expected);
      return stored ? 'stored' : 'moved';
    },
    async history(model) {
      // The book comes first: every change before its own is in the history by then.
      const current = await get(model);
      if (current === undefined) return [];
      const items = queryItems(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'kind = :kind AND id BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':kind': CHANGES,
          ':first': changeKey(model, 1)['id'],
          ':last': changeKey(model, current.version - 1)['id'],
        },
      });
      const changes: Change[] = [];
      if (current.version > 1) for await (const item of items) changes.push(changeOf(item));
      return [...changes, current.change];
    },
  };
}

function bookKey(model: ModelId): Item {
  return { kind: 'policy-book', id: model };
}

/** No model's name has a `#` in it, so the changes of a model are neighbours, in their order. */
function changeKey(model: ModelId, version: number): Item {
  return { kind: CHANGES, id: `${model}#${String(version).padStart(8, '0')}` };
}
