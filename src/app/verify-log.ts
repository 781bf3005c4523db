import type { DecisionRecord } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { maturedRow } from '../core/decision/matured-row.ts';
import { AppError } from '../core/errors.ts';
import type { DecisionId } from '../core/identifiers.ts';
import type { Dependencies } from './dependencies.ts';
import { inBatches } from './in-batches.ts';
import { linesOf, logMessageOf, partName, partOf, partText, rowLine } from './log-part.ts';
import type { LogPartKey } from './ports/matured-log.ts';
import type { Fault } from './verify.ts';

export interface LogVerification {
  /** Credited decisions, of which each must have one row. */
  readonly credited: number;
  /** Rows that are, byte for byte, what the ledger makes them. */
  readonly rows: number;
  /** Rows that are missing, old or left over while messages that may mend them are under way. */
  readonly pending: number;
  readonly faults: readonly Fault[];
}

export type VerifyLog = (onProgress?: (decisions: number) => void) => Promise<LogVerification>;

const CHUNK = 500;

/**
 * Checks that the log holds exactly one row for every credited decision, equal to what the ledger makes it, and no other.
 * @remarks A row follows its decision by way of the queues. So while the queues that lead to it hold messages, a row that
 * is missing, old or left over may be one of theirs and counts as pending; when they are empty it is a fault. A line in
 * the wrong part, a part out of order, a decision twice: no message mends these. Dead letters and parked messages are
 * not under way: somebody must send them on. A decision that is due is pending as well: `mature` asks for its row.
 * Holds the ids of all credited decisions in memory, about 100 bytes each, and one part.
 */
export function makeVerifyLog(
  deps: Pick<Dependencies, 'ledger' | 'maturedLog' | 'outcomes' | 'credits' | 'log'>,
): VerifyLog {
  const { ledger, maturedLog } = deps;

  return async function verifyLog(onProgress = () => {}) {
    const wasUnderWay = await someMessageIsUnderWay();
    const faults: Fault[] = [];
    const late: Fault[] = [];
    const missing = new Map<string, Set<DecisionId>>();
    const due = new Set<string>();
    let credited = 0;
    for await (const { record, line, isDue } of expectedRows(onProgress)) {
      if (isDue) due.add(record.decisionId);
      if (line === undefined) continue;
      credited += 1;
      const name = partName(partOf(logMessageOf(record)));
      const ids = missing.get(name) ?? new Set();
      missing.set(name, ids.add(record.decisionId));
    }
    let rows = 0;
    for await (const key of maturedLog.parts()) {
      const lines = await readLines(key, faults);
      const ids = [...lines.keys()];
      for (let from = 0; from < ids.length; from += CHUNK) {
        const some = ids.slice(from, from + CHUNK);
        const expected = await linesOfLedger(some);
        for (const id of some) {
          missing.get(partName(key))?.delete(id);
          const wanted = expected.get(id);
          if (wanted === undefined) late.push(fault(id, 'has a row, but the ledger knows of no credit'));
          else if (wanted.part !== partName(key))
            faults.push(fault(id, `is in part ${partName(key)}, not ${wanted.part}`));
          else if (wanted.line !== lines.get(id))
            late.push(fault(id, 'its row is not what the ledger makes of it'));
          else rows += 1;
        }
      }
    }
    for (const [part, ids] of missing) {
      for (const id of ids) late.push(fault(id, `is credited and has no row in part ${part}`));
    }
    if (wasUnderWay || (await someMessageIsUnderWay())) {
      return { credited, rows, pending: late.length, faults };
    }
    const lost = late.filter(({ subject }) => !due.has(subject));
    return { credited, rows, pending: late.length - lost.length, faults: [...faults, ...lost] };
  };

  async function someMessageIsUnderWay(): Promise<boolean> {
    const counts = await Promise.all(
      [deps.outcomes, deps.credits, deps.log].map((queue) => queue.underWay()),
    );
    return counts.some((count) => count > 0);
  }

  async function* expectedRows(
    onProgress: (decisions: number) => void,
  ): AsyncIterable<Awaited<ReturnType<typeof withLines>>[number]> {
    let read = 0;
    for await (const records of inBatches(ledger.allRecords(), CHUNK)) {
      yield* await withLines(records);
      read += records.length;
      onProgress(read);
    }
  }

  async function withLines(records: readonly DecisionRecord[]) {
    const states = new Map<DecisionId, DecisionState>();
    for (const state of await ledger.getStates(records.map(({ decisionId }) => decisionId))) {
      states.set(state.decisionId, state);
    }
    return records.map((record) => {
      const state = states.get(record.decisionId);
      const row = maturedRow(record, state);
      const isDue = state?.dueAt !== undefined;
      return { record, line: row === undefined ? undefined : rowLine(row), isDue };
    });
  }

  async function linesOfLedger(ids: readonly DecisionId[]) {
    const lines = new Map<DecisionId, { readonly part: string; readonly line: string }>();
    for (const { record, line } of await withLines(await ledger.getRecords(ids))) {
      if (line !== undefined)
        lines.set(record.decisionId, { part: partName(partOf(logMessageOf(record))), line });
    }
    return lines;
  }

  async function readLines(key: LogPartKey, faults: Fault[]): Promise<Map<DecisionId, string>> {
    const text = (await maturedLog.read(key))?.text ?? '';
    try {
      const lines = linesOf(key, text);
      if (partText(lines) !== text) faults.push(fault(partName(key), 'is not sorted by decision id'));
      return lines;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      faults.push(fault(partName(key), error.message));
      return new Map();
    }
  }
}

function fault(subject: string, problem: string): Fault {
  return { what: 'log', subject, problem };
}
