import type { RawRow } from '../../../src/app/evaluate/raw-row.ts';
import { readJsonLine } from './read-json-line.ts';
import { makeIntern, readMaturedLine } from './read-matured-line.ts';
import { obdColumns, readObdLine } from './read-obd-line.ts';

export const LOG_FORMATS = ['matured', 'jsonl', 'obd'] as const;

export type LogFormat = (typeof LOG_FORMATS)[number];

/** What a log is written in, and what else is needed to read it; as data, so that it can pass between threads. */
export interface LogForm {
  readonly format: LogFormat;
  /** First line of a CSV file. */
  readonly header?: string;
  /** What could be shown in the Open Bandit Dataset, when known. */
  readonly items?: readonly string[];
  /** Of channels, for rows of the matured log that hold no cost. */
  readonly costs: ReadonlyMap<string, number>;
}

export type ReadLine = (line: string) => RawRow;

/** @throws {RowFault} when the header lacks a column. */
export function lineReader({ format, header = '', items, costs }: LogForm): ReadLine {
  switch (format) {
    case 'jsonl':
      return readJsonLine;
    case 'matured': {
      const intern = makeIntern();
      return (line) => readMaturedLine(line, costs, intern);
    }
    case 'obd': {
      const columns = obdColumns(header);
      return (line) => readObdLine(line, columns, items);
    }
  }
}
