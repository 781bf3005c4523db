import Table from 'cli-table3';
import { paint } from './paint.ts';

/** Writes one JSON document, and nothing else, to standard output. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

export function printLine(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export type Cell = string | number;

/** Writes a table to standard output; columns whose cells are all numbers are aligned to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  process.stdout.write(`${formatTable(head, rows)}\n`);
}

/** The table as text, with colours only where {@link paint} has them. */
export function formatTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const table = new Table({
    head: head.map((title) => paint.bold(title)),
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, column) => (isNumeric(rows.map((row) => row[column] ?? '')) ? 'right' : 'left')),
  });
  for (const row of rows) {
    table.push(row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell)));
  }
  return table.toString();
}

/** A number may come as text when it has been formatted: a sign, digits, separators, a unit or nothing. */
function isNumeric(cells: readonly Cell[]): boolean {
  return (
    cells.length > 0 &&
    cells.every((cell) => typeof cell === 'number' || /^[−+-]?[\d.,]+( ?%)?$|^$/.test(cell))
  );
}
