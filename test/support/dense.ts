import { lowerRow, upperRow } from '../../src/core/linear-algebra/packed-triangle.ts';

/** A matrix by rows: slow and plain, to hold the packed forms against. */
export type Dense = readonly (readonly number[])[];

export function fromUpper(packed: Float64Array, dimension: number): Dense {
  return square(dimension, (i, j) => packed[upperRow(Math.min(i, j), dimension) + Math.max(i, j)] ?? 0);
}

export function fromLower(packed: Float64Array, dimension: number): Dense {
  return square(dimension, (i, j) => (j > i ? 0 : (packed[lowerRow(i) + j] ?? 0)));
}

/** The upper triangle, row by row. */
export function toUpper(matrix: Dense): Float64Array {
  return Float64Array.from(matrix.flatMap((row, i) => row.slice(i)));
}

export function times(a: Dense, b: Dense): Dense {
  return square(a.length, (i, j) =>
    dot(
      a[i] ?? [],
      b.map((row) => row[j] ?? 0),
    ),
  );
}

export function transposed(a: Dense): Dense {
  return square(a.length, (i, j) => a[j]?.[i] ?? 0);
}

/** xᵀAx, term by term. */
export function quadratic(a: Dense, x: readonly number[]): number {
  return dot(
    x,
    a.map((row) => dot(row, x)),
  );
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

export function square(dimension: number, value: (row: number, column: number) => number): Dense {
  return Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (__, j) => value(i, j)),
  );
}
