import type { DecisionLedger } from '../../app/ports/decision-ledger.ts';
import type { DecisionId } from '../../core/identifiers.ts';
import { batchGet } from './batch-get.ts';
import { conditionalPut } from './conditional-put.ts';
import { getItem } from './get-item.ts';
import { queryItems, scanItems } from './read-pages.ts';
import { recordAttributes, recordKey, recordOf } from './record-item.ts';
import { readStored, text } from './stored-values.ts';
import type { Table } from './table.ts';
import { take } from './take.ts';

type Records = Pick<
  DecisionLedger,
  'createRecord' | 'getRecord' | 'getRecords' | 'allRecords' | 'decisionsOf'
>;

const decisionId = text<DecisionId>();

/** The immutable half of the ledger. `createRecord` says `created` also when only a repetition of its put was refused. */
export function createDynamoRecords(table: Table): Records {
  return {
    async createRecord(record) {
      const key = recordKey(record.decisionId);
      const created = await conditionalPut(table, key, recordAttributes(record), 'nothing');
      return created ? 'created' : 'exists';
    },
    async getRecord(id) {
      const item = await getItem(table, recordKey(id));
      return item === undefined ? undefined : recordOf(item);
    },
    async getRecords(ids) {
      const items = await batchGet(table, [...new Set(ids)].map(recordKey));
      return items.map(recordOf);
    },
    async *allRecords() {
      const items = scanItems(table, {
        ConsistentRead: true,
        FilterExpression: '#part = :record',
        ExpressionAttributeNames: { '#part': 'part' },
        ExpressionAttributeValues: { ':record': 'record' },
      });
      for await (const item of items) yield recordOf(item);
    },
    async decisionsOf(borrower, since, limit) {
      const newestFirst = queryItems(table, {
        IndexName: 'borrower',
        KeyConditionExpression: 'borrowerId = :borrower AND decidedAt >= :since',
        ExpressionAttributeValues: { ':borrower': borrower, ':since': since },
        ScanIndexForward: false,
        Limit: limit,
      });
      const items = await take(newestFirst, limit);
      return items.map(({ id }) => readStored(decisionId, id, 'decision id'));
    },
  };
}
