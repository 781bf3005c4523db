import { rmSync } from 'node:fs';
import { progressBar } from '../cli/terminal/progress.ts';
import { InvariantError } from '../src/core/errors.ts';
import { openResults } from './results-file.ts';
import { runTasks, type Slot } from './run-tasks.ts';

export interface KeptRun<Task, Result> {
  /** What the progress bar counts. */
  readonly label: string;
  readonly tasks: readonly Task[];
  readonly slots: readonly Slot<Task, Result>[];
  /** What tells a task's result from others' in the file, and from those of other code. */
  readonly keyOf: (task: Task) => string;
  /** A few words on a task for the progress bar. */
  readonly noteOf: (task: Task) => string;
  /** Whether a result may stand for the task in a later run; absent: always. */
  readonly isWorthKeeping?: (result: Result) => boolean;
  readonly file: string;
  /** Makes everything anew. */
  readonly fresh: boolean;
}

/**
 * The results of the tasks in their order; those that an earlier run kept are not made again.
 * @returns nothing when Ctrl-C stopped it: what was done is kept, and the same run goes on from there.
 */
export async function runKept<Task, Result>(
  run: KeptRun<Task, Result>,
): Promise<readonly Result[] | undefined> {
  const { tasks, keyOf, noteOf, isWorthKeeping = () => true, file } = run;
  if (run.fresh) rmSync(file, { force: true });
  const kept = openResults<Result>(file);
  const results = new Map<Task, Result>();
  for (const task of tasks) {
    const result = kept.get(keyOf(task));
    if (result !== undefined) results.set(task, result);
  }
  const bar = progressBar(run.label, tasks.length);
  bar.update(results.size);
  const interrupt = new AbortController();
  const abort = (): void => interrupt.abort();
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  try {
    await runTasks<Task, Result>({
      tasks: tasks.filter((task) => !results.has(task)),
      slots: run.slots,
      signal: interrupt.signal,
      onResult: (task, result) => {
        if (isWorthKeeping(result)) kept.put(keyOf(task), result);
        results.set(task, result);
        bar.update(results.size, noteOf(task));
      },
    });
  } finally {
    bar.stop();
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  }
  if (interrupt.signal.aborted) {
    process.stderr.write(
      `Stopped; ${results.size} of ${tasks.length} ${run.label} are kept, and the same command goes on from there.\n`,
    );
    return undefined;
  }
  return tasks.map((task) => {
    const result = results.get(task);
    if (result === undefined)
      throw new InvariantError('unreachable', `There is no result of ${noteOf(task)}.`);
    return result;
  });
}
