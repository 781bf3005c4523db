import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ClassificationSet } from '../../../../bench/bakeoff/data/classification-set.ts';
import { readClassificationSet } from '../../../../bench/bakeoff/data/read-classification-set.ts';

/** Reads a text (or bytes) as if it were a file of that name; packed when the name ends in .gz. */
export function readText(text: string | Buffer, label: string, file = 'set.csv'): ClassificationSet {
  const folder = mkdtempSync(join(tmpdir(), 'bakeoff-'));
  try {
    const path = join(folder, file);
    writeFileSync(path, file.endsWith('.gz') ? gzipSync(text) : text);
    return readClassificationSet(path, label);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A column's cells as they stood in the file; `undefined` where missing. */
export function cellsOf(set: ClassificationSet, source: string): readonly (number | string | undefined)[] {
  const column = set.columns.find((each) => each.source === source);
  if (column === undefined) throw new Error(`no column ${source}`);
  if (column.kind === 'numeric') {
    return Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : value));
  }
  return Array.from(column.codes, (code) => column.levels[code]);
}

export function labelsOf(set: ClassificationSet): readonly (string | undefined)[] {
  return Array.from(set.labels, (label) => set.classes[label]);
}
