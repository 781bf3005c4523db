import type { DecisionId } from '../core/identifiers.ts';
import type { Dependencies } from './dependencies.ts';
import { logMessageOf, partName, partOf } from './log-part.ts';
import type { LogPartKey } from './ports/matured-log.ts';
import { refreshPart } from './refresh-part.ts';

export interface RebuildReport {
  /** Decisions in the ledger that were not withheld. */
  readonly decisions: number;
  readonly parts: number;
  /** Rows that every part now holds as the ledger makes them; 0 changed parts are not written. */
  readonly changed: number;
}

export interface RebuildProgress {
  /** Decisions read so far. */
  readonly onDecisions?: (decisions: number) => void;
  readonly onParts?: (done: number, of: number) => void;
}

export type RebuildLog = (progress?: RebuildProgress) => Promise<RebuildReport>;

/**
 * Makes every part of the log anew from the ledger: for a service that decided before it had a log, or whose log was
 * damaged. Can be broken off, repeated, and run beside the service.
 * @remarks Holds the ids of all selected decisions in memory, about 100 bytes each, and one part.
 */
export function makeRebuildLog(deps: Pick<Dependencies, 'ledger' | 'maturedLog' | 'telemetry'>): RebuildLog {
  const { ledger, maturedLog } = deps;

  return async function rebuildLog({ onDecisions = () => {}, onParts = () => {} } = {}) {
    const parts = new Map<string, { readonly key: LogPartKey; readonly ids: DecisionId[] }>();
    const part = (key: LogPartKey) => {
      const found = parts.get(partName(key)) ?? { key, ids: [] };
      parts.set(partName(key), found);
      return found;
    };
    // Parts of which the ledger knows nothing any more have rows to lose.
    for await (const key of maturedLog.parts()) part(key);
    let decisions = 0;
    for await (const record of ledger.allRecords()) {
      if (record.verdict.status === 'withheld') continue;
      part(partOf(logMessageOf(record))).ids.push(record.decisionId);
      decisions += 1;
      onDecisions(decisions);
    }
    let changed = 0;
    let done = 0;
    for (const { key, ids } of parts.values()) {
      changed += (await refreshPart(deps, key, ids, { everything: true })).changed;
      done += 1;
      onParts(done, parts.size);
    }
    return { decisions, parts: parts.size, changed };
  };
}
