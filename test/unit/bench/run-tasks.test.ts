import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runTasks, type Slot } from '../../../bench/run-tasks.ts';

interface Recorded extends Slot<number, number> {
  closed: boolean;
}

/** Doubles a number after that many milliseconds. */
function doubling(): Recorded {
  return {
    closed: false,
    perform: async (task, signal) => {
      await sleep(task, undefined, { signal });
      return 2 * task;
    },
    close() {
      this.closed = true;
      return Promise.resolve();
    },
  };
}

test('every task is done once, by whichever slot is free', async () => {
  const slots = [doubling(), doubling()];
  const results = new Map<number, number>();
  await runTasks({
    tasks: [400, 1, 2, 3, 4],
    slots,
    signal: new AbortController().signal,
    onResult: (task, result) => {
      expect(results.has(task)).toBe(false);
      results.set(task, result);
    },
  });
  expect([...results]).toEqual([
    [1, 2],
    [2, 4],
    [3, 6],
    [4, 8],
    [400, 800],
  ]);
  expect(slots.every(({ closed }) => closed)).toBe(true);
});

test('a request to stop ends what is being done and begins nothing more', async () => {
  const slots = [doubling()];
  const stop = new AbortController();
  const done: number[] = [];
  await runTasks({
    tasks: [1, 10_000, 2],
    slots,
    signal: stop.signal,
    onResult: (task) => {
      done.push(task);
      setTimeout(() => stop.abort(), 5);
    },
  });
  expect(done).toEqual([1]);
  expect(slots.every(({ closed }) => closed)).toBe(true);
});

test('an error of a task ends the run, and slots are closed all the same', async () => {
  const slot: Recorded = { ...doubling(), perform: () => Promise.reject(new Error('no memory')) };
  const run = runTasks({
    tasks: [1],
    slots: [slot],
    signal: new AbortController().signal,
    onResult: () => {},
  });
  await expect(run).rejects.toThrow('no memory');
  expect(slot.closed).toBe(true);
});
