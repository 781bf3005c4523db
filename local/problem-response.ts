import type { ServerResponse } from 'node:http';

/** A fault that the gateway itself answers, before or after any function. */
export interface GatewayProblem {
  readonly status: 404 | 405 | 413 | 500;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with an RFC 9457 problem document of the same shape as the functions' own. */
export function sendProblem(response: ServerResponse, problem: GatewayProblem): void {
  const { status, title, detail } = problem;
  const body = { type: `urn:rapport:problem:${problem.code}`, title, status, detail, errors: [] };
  response
    .writeHead(status, { ...problem.headers, 'content-type': 'application/problem+json' })
    .end(JSON.stringify(body));
}
