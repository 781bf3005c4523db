import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy, { type MiddyfiedHandler } from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type BodyRule, jsonBody } from './json-body.ts';
import { problemDetails } from './problem-details.ts';
import type { Observability } from './runtime.ts';

export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** Left before Lambda ends the call, so that the caller still gets an answer, in milliseconds. */
const ANSWER_BEFORE_TIMEOUT_MS = 250;

/**
 * The middleware of every function behind the API; end it with `.handler(…)`. With a body rule, `event.body` is the
 * parsed JSON, to be read with a contract.
 * @remarks Errors run through in the opposite order: `problemDetails` answers, then metrics and logs are flushed.
 */
export function httpChain(
  { logger, metrics }: Observability,
  body?: BodyRule,
): MiddyfiedHandler<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const chain = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    timeoutEarlyInMillis: ANSWER_BEFORE_TIMEOUT_MS,
  })
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics))
    .use(problemDetails({ logger }))
    .use(httpHeaderNormalizer());
  return body === undefined ? chain : chain.use(jsonBody(body));
}
