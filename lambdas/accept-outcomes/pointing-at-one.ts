import { AppError, ConflictError, InvalidInputError, NotFoundError } from '../../src/core/errors.ts';

const FIRST = '/events/0';

/** Runs `work`; what it says of the first of several events is said of the body, which holds just the one. */
export async function pointingAtOne<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError ? withoutIndex(error) : error;
  }
}

function withoutIndex(error: AppError): AppError {
  const fields = error.fields.map((field) => ({
    ...field,
    pointer: field.pointer.startsWith(FIRST) ? field.pointer.slice(FIRST.length) : field.pointer,
  }));
  const facts = { fields, details: error.details, cause: error };
  if (error instanceof InvalidInputError) return new InvalidInputError(error.code, error.message, facts);
  if (error instanceof ConflictError) return new ConflictError(error.code, error.message, facts);
  if (error instanceof NotFoundError) return new NotFoundError(error.code, error.message, facts);
  return error;
}
