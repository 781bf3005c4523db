/** What is wrong with a row of a log, without the line it stands on. */
export class RowFault extends Error {
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
  constructor(field: string, problem: string, fix: string) {
    super(`${field} ${problem}`);
    this.name = 'RowFault';
    this.field = field;
    this.problem = problem;
    this.fix = fix;
  }
}

/** A value in the words of a message: its kind, and short texts and numbers as they are. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text "${value.slice(0, 40)}"`;
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
