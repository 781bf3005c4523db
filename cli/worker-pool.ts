import { once } from 'node:events';
import type { Transferable, Worker } from 'node:worker_threads';

/** Threads that answer tasks; whichever is idle takes the next. */
export interface WorkerPool<Task, Answer> {
  /** Resolves with the task's answer. At most one task a thread runs; the others wait. */
  run(task: Task): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * @param makeWorker A thread that posts one message for each that it gets.
 * @param handedOver What of a task is moved to the thread instead of copied.
 */
export function openWorkerPool<Task, Answer>(
  threads: number,
  makeWorker: () => Worker,
  handedOver: (task: Task) => Transferable[] = () => [],
): WorkerPool<Task, Answer> {
  const workers = Array.from({ length: threads }, makeWorker);
  const idle = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  for (const worker of workers) worker.setMaxListeners(0);

  async function idleWorker(): Promise<Worker> {
    return idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
  }

  return {
    async run(task) {
      const worker = await idleWorker();
      worker.postMessage(task, handedOver(task));
      // Rejects when the thread fails, since `once` listens for errors too.
      const [answer] = (await once(worker, 'message')) as [Answer];
      const next = waiting.shift();
      if (next === undefined) idle.push(worker);
      else next(worker);
      return answer;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
