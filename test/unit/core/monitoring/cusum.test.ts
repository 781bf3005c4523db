import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ALLOWANCE, cusum, cusumState, THRESHOLD } from '../../../../src/core/monitoring/cusum.ts';

const score = fc.double({ min: -4, max: 4, noNaN: true });

/** The largest sum of the last so many scores less the allowance each; what Page's recursion adds up step by step. */
function largestRun(scores: readonly number[], sign: 1 | -1): number {
  let largest = 0;
  for (let from = 0; from < scores.length; from += 1) {
    const sum = scores.slice(from).reduce((total, z) => total + sign * z - ALLOWANCE, 0);
    largest = Math.max(largest, sum);
  }
  return largest;
}

describe('cumulative sums', () => {
  test.prop([fc.array(score, { maxLength: 30 })])(
    'are the largest sum over all runs that end now, as long as none goes beyond the ceiling',
    (scores) => {
      const steps = cusum(scores);
      expect(steps).toHaveLength(scores.length);
      for (const [index, step] of steps.entries()) {
        const past = scores.slice(0, index + 1);
        const runs = past.map((_, end) =>
          [1, -1].map((sign) => largestRun(past.slice(0, end + 1), sign as 1 | -1)),
        );
        if (Math.max(...runs.flat()) > THRESHOLD) return;
        expect(step.up).toBeCloseTo(largestRun(past, 1), 9);
        expect(step.down).toBeCloseTo(largestRun(past, -1), 9);
      }
    },
  );

  test.prop([fc.array(score, { minLength: 1, maxLength: 60 })])(
    'follow the recursion, never below 0, and mirror each other',
    (scores) => {
      const steps = cusum(scores);
      let [up, down] = [0, 0];
      for (const [index, z] of scores.entries()) {
        up = Math.min(10, Math.max(0, up + z - ALLOWANCE));
        down = Math.min(10, Math.max(0, down - z - ALLOWANCE));
        expect(steps[index]).toEqual({ up, down });
      }
      const mirrored = cusum(scores.map((z) => -z));
      expect(mirrored).toEqual(steps.map((step) => ({ up: step.down, down: step.up })));
    },
  );

  it('are over at most eight quiet weeks after whatever raised the alarm', () => {
    const steps = cusum([...Array.from({ length: 20 }, () => 5), ...Array.from({ length: 9 }, () => 0)]);
    expect(cusumState(steps.slice(0, 20))).toMatchObject({ alarm: true, direction: 'up', since: 0 });
    expect(cusumState(steps.slice(0, 28))?.alarm).toBe(true);
    expect(cusumState(steps)?.alarm).toBe(false);
  });

  it('say since when the run lasts, on the side that is larger', () => {
    const state = cusumState(cusum([2, -3, -3, -3, 0, -3]));
    expect(state).toEqual({ sum: 9.5, direction: 'down', alarm: true, since: 1 });
    expect(cusumState(cusum([0, 0]))).toEqual({ sum: 0, direction: 'up', alarm: false, since: 2 });
    expect(cusumState([])).toBeUndefined();
  });
});
