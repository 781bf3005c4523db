/** How many values a packed triangle of a d × d matrix has: d(d + 1) ÷ 2. */
export function triangleLength(dimension: number): number {
  return (dimension * (dimension + 1)) / 2;
}

/**
 * Where row `row` of an upper triangle packed row by row begins, less `row`: the value of (row, column) with
 * column ≥ row is at `upperRow(row, d) + column`.
 */
export function upperRow(row: number, dimension: number): number {
  return row * dimension - (row * (row + 1)) / 2;
}

/** Where row `row` of a lower triangle packed row by row begins: (row, column) with column ≤ row is at it + column. */
export function lowerRow(row: number): number {
  return (row * (row + 1)) / 2;
}
