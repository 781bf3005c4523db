import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { InvalidInputError, type NotFoundCode, NotFoundError } from '../../src/core/errors.ts';

/**
 * The id in the path.
 * @throws {NotFoundError} with the given code: an id that could never have been given out does not exist.
 * {@link InvalidInputError} where the caller makes up the id and the code is `schema-violation`.
 */
export function pathId<Schema extends z.ZodType>(
  { pathParameters }: Pick<APIGatewayProxyEventV2, 'pathParameters'>,
  schema: Schema,
  code: NotFoundCode | 'schema-violation',
): z.output<Schema> {
  const parsed = schema.safeParse(pathParameters?.['id']);
  if (parsed.success) return parsed.data;
  const message = 'The id in the path is not one that can exist here.';
  const fields = parsed.error.issues.map((issue) => ({
    pointer: '/path/id',
    problem: 'is not written as an id is',
    fix: issue.message,
  }));
  throw code === 'schema-violation'
    ? new InvalidInputError(code, message, { fields })
    : new NotFoundError(code, message, { fields });
}
