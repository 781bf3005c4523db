import type { DecisionLedger } from '../../app/ports/decision-ledger.ts';
import type { DecisionRecord } from '../../core/decision/decision-record.ts';
import type { DecisionState } from '../../core/decision/decision-state.ts';
import type { BorrowerId, DecisionId } from '../../core/identifiers.ts';
import { frozenCopy } from './frozen-copy.ts';
import { TimeIndex } from './time-index.ts';

/** The ledger in this process's memory; nothing lags. */
export function createMemoryLedger(): DecisionLedger {
  const records = new Map<DecisionId, DecisionRecord>();
  const states = new Map<DecisionId, DecisionState>();
  const byBorrower = new Map<BorrowerId, TimeIndex<DecisionId>>();
  const dueIndex = new TimeIndex<DecisionId>();
  const erased = new Set<DecisionId>();

  function store(state: DecisionState): void {
    const previous = states.get(state.decisionId);
    if (previous?.dueAt !== state.dueAt) {
      if (previous?.dueAt !== undefined) dueIndex.remove(previous.dueAt, state.decisionId);
      if (state.dueAt !== undefined) dueIndex.add(state.dueAt, state.decisionId);
    }
    states.set(state.decisionId, frozenCopy(state));
  }

  function decisionsIndex(borrower: BorrowerId): TimeIndex<DecisionId> {
    const index = byBorrower.get(borrower) ?? new TimeIndex<DecisionId>();
    byBorrower.set(borrower, index);
    return index;
  }

  return {
    async createRecord(record) {
      if (records.has(record.decisionId)) return 'exists';
      records.set(record.decisionId, frozenCopy(record));
      decisionsIndex(record.borrowerId).add(record.decidedAt, record.decisionId);
      return 'created';
    },
    getRecord: async (id) => records.get(id),
    getRecords: async (ids) => found(records, ids),
    async *allRecords() {
      yield* records.values();
    },
    decisionsOf: async (borrower, since, limit) => byBorrower.get(borrower)?.since(since, limit) ?? [],

    async createState(state) {
      if (states.has(state.decisionId) || erased.has(state.decisionId)) return 'exists';
      store(state);
      return 'created';
    },
    getState: async (id) => states.get(id),
    getStates: async (ids) => found(states, ids),
    async replaceState(next) {
      if (states.get(next.decisionId)?.version !== next.version - 1) return 'moved';
      store(next);
      return 'stored';
    },
    due: async (until, limit) => dueIndex.upTo(until, limit),
    async erase(id) {
      const record = records.get(id);
      if (record !== undefined) decisionsIndex(record.borrowerId).remove(record.decidedAt, id);
      const dueAt = states.get(id)?.dueAt;
      if (dueAt !== undefined) dueIndex.remove(dueAt, id);
      records.delete(id);
      states.delete(id);
      erased.add(id);
    },
    erasedAmong: async (ids) => [...new Set(ids)].filter((id) => erased.has(id)),
  };
}

function found<Value>(values: ReadonlyMap<DecisionId, Value>, ids: readonly DecisionId[]): Value[] {
  return [...new Set(ids)].flatMap((id) => values.get(id) ?? []);
}
