import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** As much of fastify as is needed here. */
interface Server {
  addHook(name: 'preHandler' | 'onSend', hook: (request: Request, reply: Reply) => Promise<void>): void;
  inject(request: { readonly method: 'HEAD'; readonly url: string }): Promise<{
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, unknown>>;
  }>;
}

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): Reply;
}

/**
 * Runs `start` so that the fastify server of fauxqs which it makes keeps S3's promise about conditional writes.
 * @remarks fauxqs honours `If-Match` and `If-None-Match` on reads and ignores them on writes: two writers of the matured
 * log would undo each other's work. Conditional writes of one object take turns here, from the look at what is stored
 * to the write; unconditional ones, of which the log makes none, don't wait.
 */
export async function withConditionalPuts<Started>(start: () => Promise<Started>): Promise<Started> {
  const complete = (message: unknown): void => {
    if (isNews(message)) takeTurns(message.fastify);
  };
  subscribe('fastify.initialization', complete);
  try {
    return await start();
  } finally {
    unsubscribe('fastify.initialization', complete);
  }
}

function takeTurns(server: Server): void {
  const last = new Map<string, Promise<void>>();
  const ends = new WeakMap<Request, () => void>();

  server.addHook('preHandler', async (request, reply) => {
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
    if (request.method !== 'PUT' || (ifMatch === undefined && ifNoneMatch === undefined)) return;
    const before = last.get(request.url);
    const mine = new Promise<void>((resolve) => ends.set(request, resolve));
    last.set(request.url, mine);
    void mine.then(() => last.get(request.url) === mine && last.delete(request.url));
    await before;
    const { statusCode, headers } = await server.inject({ method: 'HEAD', url: request.url });
    const stored = statusCode === 200 ? headers['etag'] : undefined;
    if (ifMatch !== undefined && stored === undefined) refuse(reply, 404, 'NoSuchKey');
    else if (ifMatch === undefined ? stored !== undefined : stored !== ifMatch) {
      refuse(reply, 412, 'PreconditionFailed');
    }
  });
  // What fauxqs writes is written before it answers.
  server.addHook('onSend', async (request) => ends.get(request)?.());
}

function refuse(reply: Reply, status: number, code: string): void {
  reply
    .status(status)
    .header('content-type', 'application/xml')
    .send(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
    );
}

function isNews(message: unknown): message is { readonly fastify: Server } {
  if (typeof message !== 'object' || message === null || !('fastify' in message)) return false;
  const server = message.fastify;
  return typeof server === 'object' && server !== null && 'addHook' in server && 'inject' in server;
}
