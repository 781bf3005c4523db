import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { PROBLEM_TYPE_PREFIX, type Problem } from '../src/contracts/problem.ts';
import { PROBLEMS } from '../src/contracts/problem-catalogue.ts';

/** What the gateway itself answers, before or after any function. */
export type GatewayFault = 'route-unknown' | 'method-not-allowed' | 'body-too-large' | 'internal';

/** Answers with an RFC 9457 problem document, the same as the functions' own. */
export function sendProblem(
  response: ServerResponse,
  code: GatewayFault,
  headers: Readonly<Record<string, string>> = {},
): void {
  const { status, title, fix } = PROBLEMS[code];
  const body: Problem = {
    type: `${PROBLEM_TYPE_PREFIX}${code}`,
    title,
    status,
    detail: fix,
    requestId: randomUUID(),
    errors: [],
  };
  response
    .writeHead(status, { ...headers, 'content-type': 'application/problem+json' })
    .end(JSON.stringify(body));
}
