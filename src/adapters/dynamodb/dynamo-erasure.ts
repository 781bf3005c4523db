import type { DecisionLedger } from '../../app/ports/decision-ledger.ts';
import type { DecisionId } from '../../core/identifiers.ts';
import { batchGet } from './batch-get.ts';
import { deleteItem } from './delete-item.ts';
import { putItem } from './put-item.ts';
import { recordKey } from './record-item.ts';
import { ERASED, isErased, stateKey } from './state-item.ts';
import { readStored, text } from './stored-values.ts';
import type { Table } from './table.ts';

type Erasure = Pick<DecisionLedger, 'erase' | 'erasedAmong'>;

const decisionId = text<DecisionId>();

/**
 * The end of a decision. The record goes first: whoever finds no state looks for a record, and makes the state of what
 * it finds.
 */
export function createDynamoErasure(table: Table): Erasure {
  return {
    async erase(id) {
      await deleteItem(table, recordKey(id));
      await putItem(table, { ...stateKey(id), ...ERASED });
    },
    async erasedAmong(ids) {
      const items = await batchGet(table, [...new Set(ids)].map(stateKey));
      return items.filter(isErased).map(({ id }) => readStored(decisionId, id, 'decision id'));
    },
  };
}
