import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Engine } from './engine.ts';
import { listen } from './listen.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What happens to one request: an answer, a hang-up, or silence. `forward` asks the engine behind. */
export type Fault = (
  body: Buffer,
  forward: (body: Buffer) => Promise<Answer>,
) => Promise<Answer | 'hang up' | 'silence'>;

/** Stands between a client and an engine, and lets requests fail as networks and services do. */
export interface FaultyProxy extends Engine {
  /** Faults for the next requests, one each, in order; after them everything passes. */
  next(...faults: Fault[]): void;
  /** A fault for every request from now on. */
  always(fault: Fault): void;
}

export async function startFaultyProxy(engine: Engine): Promise<FaultyProxy> {
  const pending: Fault[] = [];
  let otherwise: Fault = (body, forward) => forward(body);
  const outcomeOf = async (incoming: IncomingMessage) => {
    const body = await bodyOf(incoming);
    const fault = pending.shift() ?? otherwise;
    return await fault(body, (changed) => forwardTo(engine.endpoint, incoming, changed));
  };
  const server = createServer((incoming, outgoing) => {
    outcomeOf(incoming).then(
      (outcome) => {
        if (outcome === 'silence') return;
        if (outcome === 'hang up') incoming.socket.destroy();
        else outgoing.writeHead(outcome.status, outcome.headers).end(outcome.body);
      },
      (error: Error) => incoming.socket.destroy(error),
    );
  });
  return {
    ...(await listen(server)),
    next(...faults) {
      pending.push(...faults);
    },
    always(fault) {
      otherwise = fault;
    },
  };
}

/** The engine does what it was asked, and nobody hears of it. */
export const loseAnswer: Fault = async (body, forward) => {
  await forward(body);
  return 'hang up';
};

/** The request never arrives. */
export const loseRequest: Fault = async () => 'hang up';

export const neverAnswer: Fault = async () => 'silence';

/** An answer in the AWS JSON protocol. */
export function json(status: number, content: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(content)),
  };
}

/** What the service says when it refuses, by the name of its error. */
export function refuse(status: number, name: string): Fault {
  return async () =>
    json(status, { __type: `com.amazonaws.service#${name}`, message: 'refused by the test' });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forwardTo(endpoint: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const headers = { ...incoming.headers, 'content-length': String(body.length) };
  return new Promise((resolve, reject) => {
    const url = new URL(incoming.url ?? '/', endpoint);
    const outgoing = request(url, { method: incoming.method, headers }, (response) => {
      bodyOf(response).then(
        (answer) =>
          resolve({ status: response.statusCode ?? 500, headers: plain(response.headers), body: answer }),
        reject,
      );
    });
    outgoing.on('error', reject).end(body);
  });
}

/** Without what describes the connection behind rather than the answer. */
function plain(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _connection, 'transfer-encoding': _encoding, ...rest } = headers;
  return rest;
}
