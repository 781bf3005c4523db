import { parentPort } from 'node:worker_threads';
import { AppError } from '../../src/core/errors.ts';
import { type EvaluateTask, runTask } from './evaluate-tasks.ts';
import type { TaskAnswer } from './task-pool.ts';

parentPort?.on('message', (task: EvaluateTask) => {
  void answerTo(task).then((answer) => parentPort?.postMessage(answer));
});

/** An error of this project's loses its class on the way between threads; its facts are sent instead. */
async function answerTo(task: EvaluateTask): Promise<TaskAnswer> {
  try {
    return { result: await runTask(task) };
  } catch (error) {
    if (!(error instanceof AppError))
      return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    return { refusal: { code: error.code, message: error.message, fields: error.fields } };
  }
}
