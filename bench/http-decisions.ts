import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { startService } from '../local/service.ts';
import configuration from '../rapport.config.ts';
import type { HttpFigures, HttpLoad } from './http-load.ts';

/** Decisions through the local HTTP front: the real handlers, DynamoDB on dynalite, a caller in its own thread. */
export async function benchHttp(): Promise<HttpFigures> {
  const stateDir = await mkdtemp(join(tmpdir(), 'rapport-bench-'));
  const service = await startService({ stateDir, port: 0, configuration, simulation: false });
  try {
    const workerData: HttpLoad = {
      url: service.url,
      channels: configuration.channels.map(({ id }) => id),
      purpose: configuration.purposes[0] ?? '',
    };
    const load = new Worker(new URL('http-load.ts', import.meta.url), { workerData });
    const [figures] = (await once(load, 'message')) as [HttpFigures];
    await once(load, 'exit');
    return figures;
  } finally {
    await service.stop();
    await rm(stateDir, { recursive: true, force: true });
  }
}
