import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Does one task at a time. */
export interface Slot<Task, Result> {
  /** Rejects with an `AbortError` as soon as the signal tells so. */
  perform(task: Task, signal: AbortSignal): Promise<Result>;
  /** Ends at once, whatever it is doing. */
  close(): Promise<void>;
}

export interface TaskRun<Task, Result> {
  readonly tasks: readonly Task[];
  readonly slots: readonly Slot<Task, Result>[];
  readonly signal: AbortSignal;
  readonly onResult: (task: Task, result: Result) => void;
}

/**
 * Has the slots do the tasks in order, each slot taking the next one when it is free. Ends when all are done, when the
 * signal tells so, or with the first error; slots are closed in any case.
 */
export async function runTasks<Task, Result>(run: TaskRun<Task, Result>): Promise<void> {
  const { tasks, slots, signal, onResult } = run;
  let next = 0;
  const workOff = async (slot: Slot<Task, Result>): Promise<void> => {
    while (!signal.aborted) {
      const task = tasks[next];
      if (task === undefined) return;
      next += 1;
      onResult(task, await slot.perform(task, signal));
    }
  };
  try {
    await Promise.all(slots.map(workOff));
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await Promise.all(slots.map((slot) => slot.close()));
  }
}

/** A slot with a thread of its own, started with the first task; the thread answers each message with a result. */
export function threadSlot<Task, Result>(url: URL): Slot<Task, Result> {
  let thread: Worker | undefined;
  return {
    perform: async (task, signal) => {
      thread ??= new Worker(url);
      // An error that nobody catches in the thread rejects this.
      const answer = once(thread, 'message', { signal }) as Promise<[Result]>;
      thread.postMessage(task);
      const [result] = await answer;
      return result;
    },
    close: async () => {
      await thread?.terminate();
    },
  };
}
