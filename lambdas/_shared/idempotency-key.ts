import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { InvalidInputError } from '../../src/core/errors.ts';

/** A header that was sent twice arrives as one with a comma and, mostly, a space: it is refused with the rest. */
const KEY = /^[\x21-\x2b\x2d-\x7e]{1,128}$/;

/**
 * The caller's name for the request.
 * @throws {InvalidInputError} `idempotency-key-missing`
 */
export function idempotencyKeyOf({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): string {
  const key = headers['idempotency-key'];
  if (key !== undefined && KEY.test(key)) return key;
  throw new InvalidInputError(
    'idempotency-key-missing',
    'Without a usable Idempotency-Key a repeated request would be a second decision.',
    {
      fields: [
        {
          pointer: '/header/Idempotency-Key',
          problem: key === undefined ? 'is missing' : 'is not 1–128 visible ASCII characters without comma',
          fix: 'send a UUID of your own: the same for a repetition, a new one for a new question',
        },
      ],
    },
  );
}
