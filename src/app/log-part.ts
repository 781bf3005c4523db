import type { DecisionRecord } from '../core/decision/decision-record.ts';
import { fnv1a } from '../core/decision/fnv-1a.ts';
import type { MaturedRow } from '../core/decision/matured-row.ts';
import { CorruptStateError } from '../core/errors.ts';
import type { DecisionId } from '../core/identifiers.ts';
import { utcDateOf } from '../core/time/utc-date.ts';
import type { LogPartKey } from './ports/matured-log.ts';
import type { LogMessage } from './ports/messages.ts';

/** Parts of a day. Fixed for ever: a row is looked for in one part only. */
export const LOG_SHARDS = 16;

/** What asks for a decision's row to be brought up to date. */
export function logMessageOf({
  decisionId,
  decidedAt,
}: Pick<DecisionRecord, 'decisionId' | 'decidedAt'>): LogMessage {
  return { decisionId, day: utcDateOf(decidedAt) };
}

/** The only part that may hold the decision's row. */
export function partOf({ decisionId, day }: LogMessage): LogPartKey {
  return { day, shard: fnv1a(decisionId) % LOG_SHARDS };
}

/** A part's name for messages and maps, e.g. `2026-11-24/03`. */
export function partName({ day, shard }: LogPartKey): string {
  return `${day}/${String(shard).padStart(2, '0')}`;
}

export function rowLine(row: MaturedRow): string {
  return `${JSON.stringify(row)}\n`;
}

/** Where every line begins; spares the parsing of rows that stay as they are. */
const START = /^\{"schema":\d+,"decisionId":"([^"\\]+)",/;

/**
 * The lines of a part by decision, in the order of the file.
 * @throws {CorruptStateError} `log-corrupt` when it holds a line that this program did not write, or a decision twice.
 */
export function linesOf(key: LogPartKey, text: string): Map<DecisionId, string> {
  const lines = new Map<DecisionId, string>();
  for (const line of text.split(/(?<=\n)/)) {
    if (line === '') continue;
    const id = START.exec(line)?.[1] as DecisionId | undefined;
    if (id === undefined || !line.endsWith('\n') || lines.has(id)) {
      throw new CorruptStateError(
        'log-corrupt',
        `Part ${partName(key)} of the matured log holds a line that was not written by this program, or a decision ` +
          'twice; make it again with: npx rapport rebuild-log',
        { details: { part: partName(key), line: lines.size + 1 } },
      );
    }
    lines.set(id, line);
  }
  return lines;
}

/** The part's text: lines sorted by decision id. */
export function partText(lines: ReadonlyMap<DecisionId, string>): string {
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, line]) => line)
    .join('');
}
