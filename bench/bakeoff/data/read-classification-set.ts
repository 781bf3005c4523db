import { basename } from 'node:path';
import type { ClassificationSet } from './classification-set.ts';
import type { InternedColumn } from './interned-column.ts';
import { findLabelColumn } from './label-column.ts';
import { makeColumn } from './make-column.ts';
import { looksLikeArff, parseArff } from './parse-arff.ts';
import { parseCsv } from './parse-csv.ts';
import { readTextFile } from './read-text-file.ts';
import { setFault } from './set-fault.ts';

/** Classes are arms; with more than this many, the label is rather a number or an id. */
export const MAX_CLASSES = 1000;

/**
 * The classification set in a file: ARFF or CSV, plain or gzipped.
 * @param label The label column's name, its position from 1, or `last`.
 * @throws {InvalidInputError} `schema-violation` naming what is wrong with the file or the label, and the fix.
 */
export function readClassificationSet(path: string, label: string): ClassificationSet {
  const text = readTextFile(path);
  const read = looksLikeArff(text) ? parseArff(text, path) : parseCsv(text, path, label);
  const labelPlace = findLabelColumn(
    read.map(({ name }) => name),
    label,
    path,
  );
  const labelColumn = read[labelPlace];
  if (labelColumn === undefined || labelColumn.codes.length === 0) {
    throw setFault(path, 'has no rows', 'Give a file with data.');
  }
  const features = read.filter((_, place) => place !== labelPlace);
  if (features.length === 0)
    throw setFault(path, 'has no column but the label', 'Give a file with features.');
  const kept = [...labelColumn.codes.keys()].filter((row) => labelColumn.codes[row] !== -1);
  const { labels, classes } = classesOf(labelColumn, kept, path);
  return {
    name: basename(path).replace(/(?:\.(?:gz|arff|csv|data|txt))+$/i, ''),
    rowCount: kept.length,
    columns: features.map((column, place) => makeColumn(column, `c${place + 1}`, kept)),
    labels,
    classes,
    withoutLabel: labelColumn.codes.length - kept.length,
  };
}

const natural = new Intl.Collator('en', { numeric: true });

function classesOf(label: InternedColumn, kept: readonly number[], path: string) {
  const occurring = [...new Set(label.codes)].filter((code) => code >= 0);
  const textOf = (code: number): string => label.texts[code] ?? '';
  const order = occurring.sort((one, other) => natural.compare(textOf(one), textOf(other)) || one - other);
  if (order.length < 2) {
    const problem = `the label "${label.name}" has ${order.length} class(es) in ${kept.length} rows`;
    throw setFault(path, problem, 'Name a column with at least two.');
  }
  if (order.length > MAX_CLASSES) {
    const problem = `the label "${label.name}" has ${order.length} classes, more than ${MAX_CLASSES}`;
    throw setFault(path, problem, 'Name the column with the class, or put a number into bands first.');
  }
  const places = new Map(order.map((code, place) => [code, place]));
  const labels = Int32Array.from(kept, (row) => places.get(label.codes[row] ?? -1) ?? -1);
  return { labels, classes: order.map(textOf) };
}
