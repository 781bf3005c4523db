import { Worker } from 'node:worker_threads';
import { type FieldProblem, type InvalidInputCode, InvalidInputError } from '../../src/core/errors.ts';
import { openWorkerPool } from '../worker-pool.ts';
import { type EvaluateTask, runTask, type TaskResults } from './evaluate-tasks.ts';

export type TaskAnswer =
  | { readonly result: TaskResults[EvaluateTask['kind']] }
  | {
      readonly refusal: {
        readonly code: string;
        readonly message: string;
        readonly fields: readonly FieldProblem[];
      };
    }
  | { readonly error: string };

/** Threads that do tasks; with one, this thread does them itself. */
export interface TaskPool {
  run<Kind extends EvaluateTask['kind']>(
    task: Extract<EvaluateTask, { readonly kind: Kind }>,
  ): Promise<TaskResults[Kind]>;
  close(): Promise<void>;
}

export function openTaskPool(threads: number): TaskPool {
  if (threads <= 1) {
    // One after the other: tasks that all read at once would all be in memory at once.
    let before: Promise<unknown> = Promise.resolve();
    return {
      run: async <Kind extends EvaluateTask['kind']>(
        task: Extract<EvaluateTask, { readonly kind: Kind }>,
      ) => {
        const result = before.then(() => runTask(task));
        before = result.catch(() => undefined);
        return (await result) as TaskResults[Kind];
      },
      close: async () => undefined,
    };
  }
  const pool = openWorkerPool<EvaluateTask, TaskAnswer>(
    threads,
    () => new Worker(new URL('evaluate-worker.ts', import.meta.url)),
  );
  return {
    run: async <Kind extends EvaluateTask['kind']>(task: Extract<EvaluateTask, { readonly kind: Kind }>) =>
      resultOf(await pool.run(task)) as TaskResults[Kind],
    close: async () => await pool.close(),
  };
}

function resultOf(answer: TaskAnswer): TaskResults[EvaluateTask['kind']] {
  if ('result' in answer) return answer.result;
  if ('error' in answer) throw new Error(answer.error);
  const { code, message, fields } = answer.refusal;
  throw new InvalidInputError(code as InvalidInputCode, message, { fields });
}
