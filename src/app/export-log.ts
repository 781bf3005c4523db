import type { UtcDate } from '../core/time/utc-date.ts';
import type { Dependencies } from './dependencies.ts';

export interface ExportRange {
  /** The first day, as far back as there are rows when absent. */
  readonly from?: UtcDate;
  /** The last day. */
  readonly to?: UtcDate;
}

export interface ExportedPart {
  /** JSON Lines, one row a line. */
  readonly text: string;
  /** Of how many parts it is … */
  readonly of: number;
  /** … the how manieth, from 1. */
  readonly number: number;
}

/** The rows of the matured log, day by day, a part at a time: one part is in memory, however many there are. */
export async function* exportLog(
  { maturedLog }: Pick<Dependencies, 'maturedLog'>,
  range: ExportRange,
): AsyncIterable<ExportedPart> {
  const keys = [];
  for await (const key of maturedLog.parts(range)) keys.push(key);
  for (const [index, key] of keys.entries()) {
    const part = await maturedLog.read(key);
    if (part !== undefined) yield { text: part.text, number: index + 1, of: keys.length };
  }
}
