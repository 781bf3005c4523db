import { parentPort } from 'node:worker_threads';
import { performTask } from './perform-task.ts';
import type { InferenceTask } from './tasks.ts';

/** A thread that plays experiments and makes logs: one message is one task. */
parentPort?.on('message', (task: InferenceTask) => {
  parentPort?.postMessage(performTask(task));
});
