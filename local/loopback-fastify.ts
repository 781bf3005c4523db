import { subscribe, unsubscribe } from 'node:diagnostics_channel';

type Listen = (options: object) => Promise<string>;

/**
 * Runs `start` so that a fastify server which it makes listens on the loopback interface only.
 * @remarks fauxqs opens its port on every interface and has no option for it; its queues hold borrowers' decisions,
 * and nothing authenticates callers. Fastify announces each new instance on a diagnostics channel of its public API.
 */
export async function onLoopbackOnly<Started>(start: () => Promise<Started>): Promise<Started> {
  const confine = (message: unknown): void => {
    const server = serverIn(message);
    if (server === undefined) return;
    const listen = server.listen.bind(server);
    server.listen = (options) => listen({ ...options, host: '127.0.0.1' });
  };
  subscribe('fastify.initialization', confine);
  try {
    return await start();
  } finally {
    unsubscribe('fastify.initialization', confine);
  }
}

function serverIn(message: unknown): { listen: Listen } | undefined {
  if (typeof message !== 'object' || message === null || !('fastify' in message)) return undefined;
  const server = message.fastify;
  return hasListen(server) ? server : undefined;
}

function hasListen(server: unknown): server is { listen: Listen } {
  return (
    typeof server === 'object' && server !== null && 'listen' in server && typeof server.listen === 'function'
  );
}
