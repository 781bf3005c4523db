import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { isMissing, isNumber } from './cell.ts';
import { type ColumnCollector, collectColumn, type InternedColumn } from './interned-column.ts';
import { setFault } from './set-fault.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * The columns of a CSV text; the delimiter is read off the first line. The first line is the header unless one of
 * its cells is a number or occurs twice; one that holds `label` among its cells is a header all the same. Columns
 * without a header are called by their positions.
 * @throws {InvalidInputError} `schema-violation` naming the line that isn't CSV.
 */
export function parseCsv(text: string, path: string, label: string): readonly InternedColumn[] {
  const columns: ColumnCollector[] = [];
  let rows = 0;
  const start = (first: readonly string[]): boolean => {
    const header = looksLikeHeader(first) || (first.includes(label) && !isNumber(label));
    first.forEach((cell, place) => {
      columns.push(collectColumn(header ? cell : String(place + 1), undefined));
    });
    return header;
  };
  const take = (record: readonly string[]): null => {
    rows += 1;
    if (rows > 1 || !start(record)) {
      columns.forEach((column, place) => {
        const cell = record[place] ?? '';
        column.add(isMissing(cell) ? undefined : cell);
      });
    }
    return null; // Kept here already; the parser shall not keep it too.
  };
  try {
    parse(text, {
      delimiter: sniffDelimiter(text),
      skip_empty_lines: true,
      trim: true,
      relax_quotes: true,
      on_record: (record: readonly string[]) => take(record),
    });
  } catch (error) {
    if (error instanceof CsvError) throw setFault(path, error.message, 'Mend the line.');
    throw error;
  }
  return columns.map((column) => column.finish());
}

function looksLikeHeader(first: readonly string[]): boolean {
  return !first.some(isNumber) && new Set(first).size === first.length;
}

/** The delimiter that splits the first line, quoted texts aside, into most pieces; a comma when none occurs. */
export function sniffDelimiter(text: string): string {
  const line = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => line.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
