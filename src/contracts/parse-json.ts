import { InvalidInputError } from '../core/errors.ts';

/**
 * What the text says as JSON; `what` names it in the error.
 * @throws {InvalidInputError} `body-not-json`
 */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError('body-not-json', `${what} is no JSON.`, { cause });
  }
}
