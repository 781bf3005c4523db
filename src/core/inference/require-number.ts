import { InvalidInputError } from '../errors.ts';

/** Where a number has to lie; a bound that is absent is infinite. */
export interface NumberRange {
  readonly above?: number;
  readonly below?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/**
 * The value, which is finite and within the range.
 * @throws {InvalidInputError} `config-invalid`, naming the field and the range.
 */
export function requireNumber(field: string, value: number, range: NumberRange): number {
  const { above, below, atLeast, atMost } = range;
  const within =
    Number.isFinite(value) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below) &&
    (atLeast === undefined || value >= atLeast) &&
    (atMost === undefined || value <= atMost);
  if (within) return value;
  const wanted = [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ].join(' and ');
  const problem = `is ${value}`;
  const fix = wanted === '' ? 'Give a finite number.' : `Give a finite number ${wanted}.`;
  throw new InvalidInputError('config-invalid', `${field} ${problem}. ${fix}`, {
    fields: [{ pointer: `/${field}`, problem, fix }],
  });
}

/** The error probability, between 0 and 1 exclusively. @throws {InvalidInputError} `config-invalid` otherwise. */
export function requireLevel(level: number): number {
  return requireNumber('level', level, { above: 0, below: 1 });
}
