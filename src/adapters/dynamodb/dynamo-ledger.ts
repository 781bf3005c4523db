import type { DecisionLedger } from '../../app/ports/decision-ledger.ts';
import { createDynamoErasure } from './dynamo-erasure.ts';
import { createDynamoRecords } from './dynamo-records.ts';
import { createDynamoStates } from './dynamo-states.ts';
import type { Table } from './table.ts';

/** The decisions table: per decision one immutable record and one small state, each written by itself. */
export function createDynamoLedger(table: Table): DecisionLedger {
  return { ...createDynamoRecords(table), ...createDynamoStates(table), ...createDynamoErasure(table) };
}
