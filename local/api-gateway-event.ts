import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import type { RouteMatch } from './route-table.ts';

type FoundRoute = Extract<RouteMatch, { kind: 'found' }>;

/**
 * The event that an HTTP API with payload format 2.0 sends to its Lambda integration.
 * @see AWS documentation "AWS Lambda proxy integrations for HTTP APIs": headers are lower-case, repeated headers are
 * joined by commas, cookies are taken out, and a body that is not text arrives in base64.
 */
export function toApiGatewayEvent(
  request: IncomingMessage,
  body: Buffer,
  route: FoundRoute,
  nowMs: number,
): APIGatewayProxyEventV2 {
  const [rawPath, rawQueryString] = splitUrl(request.url ?? '/');
  const query = queryParameters(new URLSearchParams(rawQueryString));
  const { cookies, headers } = splitHeaders(request);
  const isText = isTextual(headers['content-type']);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString,
    headers,
    ...(cookies.length > 0 ? { cookies } : {}),
    ...(query === undefined ? {} : { queryStringParameters: query }),
    ...(Object.keys(route.pathParameters).length > 0 ? { pathParameters: { ...route.pathParameters } } : {}),
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
    requestContext: requestContext(request, route, rawPath, nowMs),
  };
}

/** Sends what a Lambda integration returned, by the rules of payload format 2.0. */
export function sendApiGatewayResult(response: ServerResponse, result: APIGatewayProxyResultV2): void {
  if (typeof result === 'string') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(result);
    return;
  }
  for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, String(value));
  if (result.cookies !== undefined) response.setHeader('set-cookie', result.cookies);
  response.statusCode = result.statusCode ?? 200;
  response.end(Buffer.from(result.body ?? '', result.isBase64Encoded === true ? 'base64' : 'utf8'));
}

function requestContext(request: IncomingMessage, route: FoundRoute, path: string, nowMs: number) {
  return {
    accountId: '000000000000',
    apiId: 'local',
    domainName: 'localhost',
    domainPrefix: 'local',
    http: {
      method: request.method ?? 'GET',
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey: route.routeKey,
    stage: '$default',
    time: new Date(nowMs).toUTCString(),
    timeEpoch: nowMs,
  };
}

/** Path and query as sent; `URL` would resolve dot segments, which the gateway does not. */
function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function splitHeaders(request: IncomingMessage): { cookies: string[]; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (name !== 'cookie' && values !== undefined) headers[name] = values.join(',');
  }
  const cookies = (request.headers.cookie ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
  return { cookies, headers };
}

function queryParameters(parameters: URLSearchParams): Record<string, string> | undefined {
  const joined = new Map<string, string>();
  for (const [name, value] of parameters) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return joined.size > 0 ? Object.fromEntries(joined) : undefined;
}

/** Content types whose body API Gateway passes as text; a body without a type is taken for text. */
function isTextual(contentType: string | undefined): boolean {
  return (
    contentType === undefined || /^(text\/|application\/([\w.+-]*json|xml|javascript))/i.test(contentType)
  );
}
