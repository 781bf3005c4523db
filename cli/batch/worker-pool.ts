import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WorkerResult, WorkerSettings, WorkerTask } from './batch-worker.ts';

/** Threads that answer tasks; whichever is idle takes the next. */
export interface WorkerPool {
  /** Resolves with the task's result. At most one task a thread runs; the others wait. */
  run(task: WorkerTask): Promise<WorkerResult>;
  close(): Promise<void>;
}

export function openWorkerPool(threads: number, settings: WorkerSettings): WorkerPool {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('batch-worker.ts', import.meta.url), { workerData: settings }),
  );
  const idle = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  for (const worker of workers) worker.setMaxListeners(0);

  async function idleWorker(): Promise<Worker> {
    return idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
  }

  return {
    async run(task) {
      const worker = await idleWorker();
      worker.postMessage(task, [task.lines.buffer as ArrayBuffer]);
      // Rejects when the thread fails, since `once` listens for errors too.
      const [result] = (await once(worker, 'message')) as [WorkerResult];
      const next = waiting.shift();
      if (next === undefined) idle.push(worker);
      else next(worker);
      return result;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
