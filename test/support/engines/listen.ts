import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Engine } from './engine.ts';

/** The server on a free port of this machine. */
export async function listen(server: Server): Promise<Engine> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
