import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import type { HttpFunctionName } from '../src/shared-names.ts';
import { sendApiGatewayResult, toApiGatewayEvent } from './api-gateway-event.ts';
import { lambdaContext } from './lambda-context.ts';
import { sendProblem } from './problem-response.ts';
import { matchRoute } from './route-table.ts';

/** Largest body that API Gateway takes, in bytes. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** Longest that an HTTP API waits for its integration, in milliseconds. */
const INTEGRATION_TIMEOUT_MS = 30_000;

export type HttpFunction = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyResultV2>;

export interface HttpFrontOptions {
  readonly functions: Readonly<Record<HttpFunctionName, HttpFunction>>;
  /** Told of a function that threw, which the functions' own middleware should have answered. */
  readonly onError: (functionName: string, error: unknown) => void;
}

/** An HTTP server that stands where API Gateway stands: it routes by `ROUTES` and calls the real functions. */
export function createHttpFront(options: HttpFrontOptions): Server {
  return createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      // A caller that hung up before its request was complete gets no answer.
      if (!request.complete) return;
      options.onError('http-front', error);
      if (!response.headersSent) sendProblem(response, 'internal');
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpFrontOptions,
): Promise<void> {
  const method = request.method ?? 'GET';
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const route = matchRoute(method, path);
  const body = await readBody(request);
  if (route.kind === 'unknown') return sendProblem(response, 'route-unknown');
  if (route.kind === 'wrong-method') {
    return sendProblem(response, 'method-not-allowed', { allow: route.allowed.join(', ') });
  }
  if (body === undefined) return sendProblem(response, 'body-too-large', { connection: 'close' });
  const event = toApiGatewayEvent(request, body, route, Date.now());
  const context = lambdaContext(route.function, INTEGRATION_TIMEOUT_MS);
  try {
    sendApiGatewayResult(response, await options.functions[route.function](event, context));
  } catch (error) {
    options.onError(route.function, error);
    sendProblem(response, 'internal');
  }
}

/** The whole body, or `undefined` when it is larger than the gateway takes; the rest of it is read and dropped. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}
