import { Worker } from 'node:worker_threads';
import type { EngineOptions, Engines } from './engines.ts';
import type { EnginePorts } from './loopback-clients.ts';

/**
 * The engines in a thread of their own: a core for storage and one for the service, as two machines would have it.
 * @throws What kept an engine from starting.
 */
export async function startEngines(options: EngineOptions): Promise<Engines> {
  const thread = new Worker(new URL('./engine-thread.ts', import.meta.url), { workerData: options });
  const exited = new Promise<void>((resolve) => {
    thread.once('exit', () => resolve());
  });
  const ports = await new Promise<EnginePorts>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  // A service without storage can only fail: let the process end with what went wrong.
  thread.on('error', (error) => {
    throw error;
  });
  return {
    ports,
    stop: async () => {
      thread.postMessage('stop');
      await exited;
    },
  };
}
