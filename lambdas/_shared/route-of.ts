import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { NotFoundError } from '../../src/core/errors.ts';

/**
 * What a function that serves several routes does for this one.
 * @throws {NotFoundError} `route-unknown` when the gateway sends it a route that is not its own.
 */
export function routeOf<Answer>(
  routes: Readonly<Partial<Record<string, Answer>>>,
  { routeKey }: Pick<APIGatewayProxyEventV2, 'routeKey'>,
): Answer {
  const answer = Object.hasOwn(routes, routeKey) ? routes[routeKey] : undefined;
  if (answer === undefined)
    throw new NotFoundError('route-unknown', 'This function does not serve that route.');
  return answer;
}
