import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { type NotFoundCode, NotFoundError } from '../../src/core/errors.ts';

/**
 * The id in the path. One that could never have been given out is one that does not exist.
 * @throws {NotFoundError} with the given code.
 */
export function pathId<Schema extends z.ZodType>(
  { pathParameters }: Pick<APIGatewayProxyEventV2, 'pathParameters'>,
  schema: Schema,
  code: NotFoundCode,
): z.output<Schema> {
  const parsed = schema.safeParse(pathParameters?.['id']);
  if (parsed.success) return parsed.data;
  throw new NotFoundError(code, 'The id in the path is not one that can exist here.', {
    fields: parsed.error.issues.map(({ message }) => ({
      pointer: '/path/id',
      problem: 'is not written as an id is',
      fix: message,
    })),
  });
}
