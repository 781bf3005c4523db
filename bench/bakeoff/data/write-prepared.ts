import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClassificationSet } from './classification-set.ts';
import type { EncodedSet } from './encode-set.ts';
import { npyBytes } from './npy.ts';
import { shuffleOrder } from './shuffle-order.ts';

/** What lies in a prepared folder, as `set.json` in it tells. */
export interface PreparedSet {
  readonly name: string;
  readonly rows: number;
  readonly classes: readonly string[];
  /** Of the columns of `encoded.npy`; the intercept is `(intercept)`. */
  readonly names: readonly string[];
  /** Of the columns of `numbers.npy` (NaN: missing). */
  readonly numeric: readonly string[];
  /** Of the columns of `texts.npy` (−1: missing; equal codes of a column are equal texts). */
  readonly categorical: readonly string[];
  readonly shuffles: readonly { readonly seed: number; readonly order: string }[];
}

/**
 * Writes a set for the peers' scripts: the encoded rows, the raw numbers and texts, the labels (0 … K−1) and one row
 * order per seed, as NumPy files beside a `set.json` that names them.
 */
export function writePrepared(
  set: ClassificationSet,
  encoded: EncodedSet,
  seeds: readonly number[],
  folder: string,
): PreparedSet {
  mkdirSync(folder, { recursive: true });
  const { rowCount } = set;
  const numeric = set.columns.filter((column) => column.kind === 'numeric');
  const categorical = set.columns.filter((column) => column.kind === 'categorical');
  const prepared: PreparedSet = {
    name: set.name,
    rows: rowCount,
    classes: set.classes,
    names: encoded.names,
    numeric: numeric.map(({ name }) => name),
    categorical: categorical.map(({ name }) => name),
    shuffles: seeds.map((seed) => ({ seed, order: `order-${seed}.npy` })),
  };
  const write = (file: string, bytes: Buffer | string): void => writeFileSync(join(folder, file), bytes);
  // Encoded values are multiples of 2⁻¹² up to 8: single precision holds them exactly.
  write('encoded.npy', npyBytes(Float32Array.from(encoded.matrix), [rowCount, encoded.names.length]));
  const numbers = numeric.map(({ values }) => values);
  write(
    'numbers.npy',
    npyBytes(rowByRow(new Float64Array(rowCount * numbers.length), numbers), [rowCount, numbers.length]),
  );
  const codes = categorical.map((column) => column.codes);
  write(
    'texts.npy',
    npyBytes(rowByRow(new Int32Array(rowCount * codes.length), codes), [rowCount, codes.length]),
  );
  write('labels.npy', npyBytes(set.labels, [rowCount]));
  for (const { seed, order } of prepared.shuffles)
    write(order, npyBytes(shuffleOrder(rowCount, seed), [rowCount]));
  write('set.json', `${JSON.stringify(prepared, null, 1)}\n`);
  return prepared;
}

function rowByRow<T extends Float64Array | Int32Array>(out: T, columns: readonly T[]): T {
  columns.forEach((values, place) => {
    for (let row = 0; row < values.length; row += 1) out[row * columns.length + place] = values[row] ?? 0;
  });
  return out;
}
