import { type FieldProblem, InvalidInputError } from '../core/errors.ts';

/**
 * Passes when there are no faults.
 * @throws {InvalidInputError} `schema-violation` with all of them; its sentence names the first.
 */
export function refuseFaults(what: string, fields: readonly FieldProblem[]): void {
  const [first] = fields;
  if (first === undefined) return;
  const rest = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  throw new InvalidInputError('schema-violation', `${what}: ${first.pointer} ${first.problem}${rest}.`, {
    fields,
  });
}
