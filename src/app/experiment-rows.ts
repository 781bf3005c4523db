import { CorruptStateError } from '../core/errors.ts';
import type { ExperimentRow } from '../core/experiment/analysis/experiment-row.ts';
import type { UtcDate } from '../core/time/utc-date.ts';
import { linesOf, partName } from './log-part.ts';
import type { LogPartKey, MaturedLog } from './ports/matured-log.ts';

/** All rows of one day that may have to do with an experiment. */
export interface DayOfRows {
  readonly day: UtcDate;
  readonly rows: readonly ExperimentRow[];
}

export interface WantedRows {
  readonly from: UtcDate;
  readonly to: UtcDate;
  /** Rows that name this experiment; absent: all rows. */
  readonly experiment?: string;
}

/**
 * The matured log day by day, in the order of days; one day's rows are in memory.
 * @throws {CorruptStateError} `log-corrupt` when a part holds a line that this program did not write.
 */
export async function* experimentRows(
  maturedLog: MaturedLog,
  { from, to, experiment }: WantedRows,
): AsyncIterable<DayOfRows> {
  const marker = experiment === undefined ? '' : `"experiment":${JSON.stringify(experiment)}`;
  let current: { readonly day: UtcDate; readonly rows: ExperimentRow[] } | undefined;
  for await (const key of maturedLog.parts({ from, to })) {
    if (current !== undefined && current.day !== key.day) {
      yield current;
      current = undefined;
    }
    current ??= { day: key.day, rows: [] };
    const text = (await maturedLog.read(key))?.text ?? '';
    // Most rows have no part in it; these need no parsing.
    for (const line of linesOf(key, text).values())
      if (line.includes(marker)) current.rows.push(rowOf(key, line));
  }
  if (current !== undefined) yield current;
}

function rowOf(key: LogPartKey, line: string): ExperimentRow {
  try {
    return JSON.parse(line) as ExperimentRow;
  } catch (cause) {
    throw new CorruptStateError(
      'log-corrupt',
      `Part ${partName(key)} of the matured log holds a line that is not JSON; make it again with: npx rapport rebuild-log`,
      { details: { part: partName(key) }, cause },
    );
  }
}
