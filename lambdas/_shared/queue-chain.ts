import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy, { type MiddyfiedHandler } from '@middy/core';
import type { Observability } from './runtime.ts';

/**
 * The middleware of every function that a queue or a schedule starts; end it with `.handler(…)`. An error is left to
 * Lambda, which delivers the event again.
 */
export function queueChain<Event, Result>({
  logger,
  metrics,
}: Observability): MiddyfiedHandler<Event, Result> {
  return middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics));
}
