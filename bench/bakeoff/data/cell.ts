const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MISSING: ReadonlySet<string> = new Set(['', '?', 'NA', 'N/A', 'NaN', 'nan', 'null']);

/** Whether a cell is written as a finite decimal number; `0x10`, `Infinity` and the empty text are not. */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell) && Number.isFinite(Number(cell));
}

/** Whether a cell stands for no value. */
export function isMissing(cell: string): boolean {
  return MISSING.has(cell);
}
