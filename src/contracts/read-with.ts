import type * as z from 'zod';
import { type FieldProblem, type InvalidInputCode, InvalidInputError } from '../core/errors.ts';
import { fieldProblems } from './field-problems.ts';

/**
 * The input as its contract describes it.
 * @throws {InvalidInputError} with the given code and every field problem found.
 */
export function readWith<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  code: InvalidInputCode = 'schema-violation',
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw violation(code, fieldProblems(result.error.issues, input));
}

/** An error whose sentence names the first problem, so that a log or a terminal is enough to go on. */
export function violation(code: InvalidInputCode, fields: readonly FieldProblem[]): InvalidInputError {
  const [first] = fields;
  const rest = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  const what =
    first === undefined
      ? 'The input is not valid.'
      : `${first.pointer || 'The input'} ${first.problem}: ${first.fix.replace(/\.$/, '')}${rest}.`;
  return new InvalidInputError(code, what, { fields });
}
