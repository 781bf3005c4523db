import type * as z from 'zod';
import { readWith } from '../../src/contracts/read-with.ts';
import { InvalidInputError } from '../../src/core/errors.ts';

/**
 * The message that a queue record's body spells.
 * @throws {InvalidInputError} `message-unreadable`, without the body.
 */
export function readMessage<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  return readWith(schema, parsed(body), 'message-unreadable');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own words quote the body.
    throw new InvalidInputError('message-unreadable', 'The message is not JSON.');
  }
}
