import { InvalidInputError } from '../core/errors.ts';
import type { Dependencies } from './dependencies.ts';
import { inChunks } from './in-chunks.ts';
import { partName, partOf } from './log-part.ts';
import type { LogPartKey } from './ports/matured-log.ts';
import type { LogMessage } from './ports/messages.ts';
import { refreshPart } from './refresh-part.ts';

/** Parts written at the same time: each is held in memory. */
const CONCURRENCY = 4;

export interface WriteLogReport {
  /** Rows that were added, replaced or removed. */
  readonly rows: number;
  /** Messages that could not be followed and why; all others were. */
  readonly failures: ReadonlyMap<LogMessage, Error>;
}

export type WriteLog = (messages: readonly LogMessage[]) => Promise<WriteLogReport>;

/**
 * Brings the matured log up to date for the decisions named: exactly one row for each that is credited, none for any
 * other. What a row says comes from the ledger and never from a message, so neither the order nor the number of the
 * messages matters.
 */
export function makeWriteLog(deps: Pick<Dependencies, 'ledger' | 'maturedLog' | 'telemetry'>): WriteLog {
  return async function writeLog(messages) {
    const failures = new Map<LogMessage, Error>();
    const reports = await inChunks([...byPart(messages)], CONCURRENCY, async ([, { key, asking }]) => {
      try {
        const ids = [...new Set(asking.map(({ decisionId }) => decisionId))];
        const { changed, misplaced } = await refreshPart(deps, key, ids);
        for (const message of asking)
          if (misplaced.has(message.decisionId)) failures.set(message, otherDay(message));
        return changed;
      } catch (error) {
        const failure = error instanceof Error ? error : new Error('unknown failure', { cause: error });
        for (const message of asking) failures.set(message, failure);
        return 0;
      }
    });
    const rows = reports.reduce((sum, changed) => sum + changed, 0);
    deps.telemetry.count('LogRowsWritten', rows);
    return { rows, failures };
  };
}

function byPart(messages: readonly LogMessage[]): Map<string, { key: LogPartKey; asking: LogMessage[] }> {
  const parts = new Map<string, { key: LogPartKey; asking: LogMessage[] }>();
  for (const message of messages) {
    const key = partOf(message);
    const part = parts.get(partName(key)) ?? { key, asking: [] };
    part.asking.push(message);
    parts.set(partName(key), part);
  }
  return parts;
}

function otherDay({ decisionId, day }: LogMessage): InvalidInputError {
  return new InvalidInputError(
    'message-unreadable',
    `Decision ${decisionId} was not made on ${day}; send the UTC date of its decidedAt.`,
  );
}
