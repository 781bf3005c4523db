import * as z from 'zod';
import type { DecisionLedger } from '../../app/ports/decision-ledger.ts';
import type { DecisionId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import { batchGet } from './batch-get.ts';
import { conditionalPut } from './conditional-put.ts';
import { DUE_SHARDS } from './due-shard.ts';
import { getItem } from './get-item.ts';
import { queryItems } from './read-pages.ts';
import { isErased, stateAttributes, stateKey, stateOf } from './state-item.ts';
import { moment, readStored, text } from './stored-values.ts';
import type { Table } from './table.ts';
import { take } from './take.ts';

type States = Pick<DecisionLedger, 'createState' | 'getState' | 'getStates' | 'replaceState' | 'due'>;

const dueEntry = z.object({ id: text<DecisionId>(), dueAt: moment });

/**
 * The mutable half of the ledger.
 * @remarks A repetition of `createState` that is refused may be answered `exists` though it was ours: the first state
 * follows from the record alone, so what is stored is either that or a successor of it.
 */
export function createDynamoStates(table: Table): States {
  return {
    async createState(state) {
      const key = stateKey(state.decisionId);
      const created = await conditionalPut(table, key, stateAttributes(state), 'nothing');
      return created ? 'created' : 'exists';
    },
    async getState(id) {
      const item = await getItem(table, stateKey(id));
      return item === undefined || isErased(item) ? undefined : stateOf(item);
    },
    async getStates(ids) {
      const items = await batchGet(table, [...new Set(ids)].map(stateKey));
      return items.filter((item) => !isErased(item)).map(stateOf);
    },
    async replaceState(next) {
      const key = stateKey(next.decisionId);
      const stored = await conditionalPut(table, key, stateAttributes(next), next.version - 1);
      return stored ? 'stored' : 'moved';
    },
    async due(until, limit) {
      const shards = await Promise.all(DUE_SHARDS.map((shard) => dueIn(table, shard, until, limit)));
      return shards
        .flat()
        .sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
}

/** The oldest of one shard: any of them may be among the oldest of all, so each shard is asked for the full limit. */
async function dueIn(
  table: Table,
  shard: string,
  until: Instant,
  limit: number,
): Promise<{ id: DecisionId; dueAt: Instant }[]> {
  const oldestFirst = queryItems(table, {
    IndexName: 'due',
    KeyConditionExpression: 'dueShard = :shard AND dueAt <= :until',
    ExpressionAttributeValues: { ':shard': shard, ':until': until },
    Limit: limit,
  });
  const items = await take(oldestFirst, limit);
  return items.map((item) => readStored(dueEntry, item, 'due entry'));
}
