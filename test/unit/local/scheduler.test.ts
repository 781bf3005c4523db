import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startScheduler } from '../../../local/scheduler.ts';

describe('the scheduler', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('runs each job every so often, the first time after its interval', async () => {
    const runs: string[] = [];
    const job = (name: string, everyMs: number) => ({ name, everyMs, run: async () => void runs.push(name) });
    const scheduler = startScheduler([job('mature', 30), job('publish', 50)], () => {});
    await vi.advanceTimersByTimeAsync(29);
    expect(runs).toEqual([]);
    await vi.advanceTimersByTimeAsync(71);
    expect(runs).toEqual(['mature', 'publish', 'mature', 'mature', 'publish']);
    await scheduler.stop();
    await vi.advanceTimersByTimeAsync(500);
    expect(runs).toHaveLength(5);
  });

  test('never runs a job while it is running, and stops only when it has ended', async () => {
    let running = 0;
    let most = 0;
    let ended = 0;
    const run = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 200));
      running -= 1;
      ended += 1;
    };
    const scheduler = startScheduler([{ name: 'slow', everyMs: 10, run }], () => {});
    await vi.advanceTimersByTimeAsync(1000);
    expect(most).toBe(1);
    const before = ended;
    expect(running).toBe(1);
    const stopped = scheduler.stop();
    await vi.advanceTimersByTimeAsync(200);
    await stopped;
    expect(running).toBe(0);
    expect(ended).toBe(before + 1);
  });

  test('tells of a failed run and tries again at the next turn', async () => {
    const errors: unknown[] = [];
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
      if (runs === 1) throw new Error('storage is away');
    };
    const scheduler = startScheduler([{ name: 'mature', everyMs: 10, run }], (name, error) =>
      errors.push([name, error]),
    );
    await vi.advanceTimersByTimeAsync(25);
    expect(runs).toBe(2);
    expect(errors).toEqual([['mature', new Error('storage is away')]]);
    await scheduler.stop();
  });
});
