import { parse } from 'csv-parse/sync';
import type { RawRow } from '../../../src/app/evaluate/raw-row.ts';
import { timeOf } from './json-object.ts';
import { RowFault } from './row-fault.ts';

export interface ObdColumns {
  readonly item: number;
  readonly click: number;
  readonly propensity: number;
  readonly position: number;
  readonly timestamp: number;
  readonly users: readonly { readonly name: string; readonly column: number }[];
  readonly width: number;
}

/**
 * Where the Open Bandit Dataset's columns are.
 * @throws {RowFault} when one that is needed is missing.
 */
export function obdColumns(header: string): ObdColumns {
  const names = cellsOf(header);
  const place = (name: string): number => {
    const column = names.indexOf(name);
    if (column >= 0) return column;
    const fix = 'The header of the Open Bandit Dataset names item_id, click and propensity_score.';
    throw new RowFault(name, 'is no column of the header', fix);
  };
  return {
    item: place('item_id'),
    click: place('click'),
    propensity: place('propensity_score'),
    position: names.indexOf('position'),
    timestamp: names.indexOf('timestamp'),
    users: names.flatMap((name, column) => (name.startsWith('user_feature_') ? [{ name, column }] : [])),
    width: names.length,
  };
}

/**
 * A row of the Open Bandit Dataset: a click for an item, at one of its positions. The propensity is that of the item at
 * the position, which is part of the context.
 * @param items What could be shown, when the item_context.csv beside the log names it.
 * @throws {RowFault} naming the column, what is wrong and how to mend it.
 * @see Saito et al., Open Bandit Dataset and Pipeline, arXiv 2008.07146.
 */
export function readObdLine(line: string, columns: ObdColumns, items: readonly string[] | undefined): RawRow {
  const cells = cellsOf(line);
  if (cells.length !== columns.width) {
    const problem = `has ${cells.length} cells where the header has ${columns.width}`;
    throw new RowFault('(line)', problem, 'Mend the line, or leave it out.');
  }
  const propensity = numberIn(cells, columns.propensity, 'propensity_score');
  if (!(propensity > 0 && propensity <= 1)) {
    throw new RowFault('propensity_score', `is ${propensity}`, 'It must be above 0 and at most 1.');
  }
  const action = (cells[columns.item] ?? '').trim();
  if (action === '') throw new RowFault('item_id', 'is empty', 'Name the item that was shown.');
  if (items !== undefined && !items.includes(action)) {
    throw new RowFault(
      'item_id',
      `is "${action.slice(0, 40)}", which item_context.csv lacks`,
      'Add it there, or take that file away.',
    );
  }
  const time = cells[columns.timestamp];
  const context: Record<string, string> = {};
  const position = cells[columns.position];
  if (position !== undefined) context['position'] = position;
  for (const { name, column } of columns.users) context[name] = cells[column] ?? '';
  return {
    ...(time === undefined || time === '' ? {} : { at: timeOf(time.replace(' ', 'T'), 'timestamp') }),
    reward: numberIn(cells, columns.click, 'click'),
    action,
    propensity,
    ...(items === undefined ? {} : { arms: items }),
    closed: false,
    context,
    mature: true,
  };
}

function numberIn(cells: readonly string[], column: number, name: string): number {
  const text = (cells[column] ?? '').trim();
  const value = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new RowFault(name, text === '' ? 'is empty' : `is "${text.slice(0, 40)}"`, 'Write a finite number.');
}

/** The cells of one line; quotes are rare here and cost time only where there are some. */
export function cellsOf(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',');
  try {
    const [cells = []] = parse(line, { relax_column_count: true });
    return cells as readonly string[];
  } catch {
    throw new RowFault('(line)', 'is no CSV', 'Close the quotes that it opens.');
  }
}
