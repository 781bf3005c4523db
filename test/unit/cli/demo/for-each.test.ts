import { describe, expect, test } from 'vitest';
import { forEachAtMost } from '../../../../cli/demo/for-each.ts';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

describe('forEachAtMost', () => {
  test('works on every item, never on more than the limit at a time', async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;
    await forEachAtMost([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      most = Math.max(most, ++running);
      await pause();
      running -= 1;
      done.push(item);
    });
    expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  test('starts nothing after a failure, lets the rest end and then throws it', async () => {
    const started: number[] = [];
    let ended = 0;
    const work = async (item: number): Promise<void> => {
      started.push(item);
      if (item === 1) throw new Error('first');
      await pause();
      ended += 1;
      throw new Error('second');
    };
    await expect(forEachAtMost([1, 2, 3, 4], 2, work)).rejects.toThrow('first');
    expect(started).toEqual([1, 2]);
    expect(ended).toBe(1);
  });

  test('has nothing to do without items', async () => {
    await expect(forEachAtMost([], 4, () => Promise.reject(new Error('never')))).resolves.toBeUndefined();
  });
});
