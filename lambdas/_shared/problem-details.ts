import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { PROBLEM_TYPE_PREFIX, type Problem } from '../../src/contracts/problem.ts';
import { PROBLEMS, type ProblemCode } from '../../src/contracts/problem-catalogue.ts';
import { AppError, UnavailableError } from '../../src/core/errors.ts';
import type { Observability } from './runtime.ts';

/** How long a caller should wait before it repeats a call that may succeed, in seconds. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Answers every error with an RFC 9457 document and logs it, once, without its body or borrower. A fault of ours says
 * no more than its code and the request id: the log has the rest.
 */
export function problemDetails({
  logger,
}: Pick<Observability, 'logger'>): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: (request: Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>) => {
      const error = known(request.error);
      const code: ProblemCode = error instanceof AppError ? error.code : 'internal';
      const { status } = PROBLEMS[code];
      const route = request.event.routeKey;
      if (status >= 500) logger.error('Call failed', { code, status, route, error: asError(error) });
      else logger.info('Call refused', { code, status, route });
      // Set, not returned: a returned value would end the chain before logs and metrics are flushed.
      request.response = answer(problemOf(error, code, request.context.awsRequestId));
    },
  };
}

function problemOf(error: unknown, code: ProblemCode, requestId: string): Problem {
  const { status, title, fix } = PROBLEMS[code];
  const isOurs = status === 500 || !(error instanceof AppError);
  return {
    type: `${PROBLEM_TYPE_PREFIX}${code}`,
    title,
    status,
    detail: isOurs ? fix : error.message,
    requestId,
    errors: isOurs
      ? []
      : error.fields.map(({ pointer, problem, fix: mend }) => ({ pointer, problem, fix: mend })),
  };
}

function answer(problem: Problem): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(problem.status === 503 ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {}),
    },
    body: JSON.stringify(problem),
  };
}

/** Middy gives up shortly before Lambda would: whatever it waited for did not answer. */
function known(error: unknown): unknown {
  return error instanceof Error && error.name === 'TimeoutError'
    ? new UnavailableError('storage-unavailable', 'The service did not get its data in time.', {
        cause: error,
      })
    : error;
}

function asError(error: unknown): Error {
  return error instanceof Error
    ? error
    : new Error('Something that is no Error was thrown', { cause: error });
}
