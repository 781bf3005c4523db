import { InvalidInputError } from '../../../src/core/errors.ts';

/** The error for a data file that can't be used as it is: where, what is wrong, and how to mend it. */
export function setFault(where: string, problem: string, fix: string): InvalidInputError {
  return new InvalidInputError('schema-violation', `${where}: ${problem}. ${fix}`, {
    fields: [{ pointer: '', problem, fix }],
  });
}
