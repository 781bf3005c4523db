import type { FieldProblem, InvalidInputCode } from '../errors.ts';

/** A problem of a context with the code that it gives the error when it comes first. */
export interface ContextProblem extends FieldProblem {
  readonly code: InvalidInputCode;
}
