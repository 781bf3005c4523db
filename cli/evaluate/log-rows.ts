import type { RawRow } from '../../src/app/evaluate/raw-row.ts';
import type { LogPart } from './log-parts.ts';
import { readLines } from './read-lines.ts';
import { type LogForm, lineReader } from './readers/line-reader.ts';
import { RowFault } from './readers/row-fault.ts';

/** A line that is no row, and where it stands in its part. */
export interface LineFault {
  readonly line: number;
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
}

export interface RowSink {
  row(row: RawRow): void;
  fault(fault: LineFault): void;
}

/** Reads a part's rows one after the other. @returns How many lines it has. */
export async function readRows(part: LogPart, form: LogForm, sink: RowSink): Promise<number> {
  const read = lineReader(form);
  let number = 0;
  let skipHeader = part.header && part.start === 0;
  for await (const lines of readLines(part)) {
    for (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      if (skipHeader) {
        skipHeader = false;
        continue;
      }
      try {
        sink.row(read(line));
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        const { field, problem, fix } = error;
        sink.fault({ line: number, field, problem, fix });
      }
    }
  }
  return number;
}
