import { expect, test } from 'vitest';
import { nextRebuild } from '../../../bench/bakeoff/rebuild-schedule.ts';

/** After which of so many credits a model is built. */
function rebuilds(credits: number): readonly number[] {
  const built: number[] = [];
  for (let due = 1; due <= credits; due = nextRebuild(due)) built.push(due);
  return built;
}

test('a model is built after each of the first 100 rows', () => {
  expect(rebuilds(100)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
});

test('no model is ever more than 2 % of its credits behind, nor built for less beyond the first rows', () => {
  const built = rebuilds(100_000);
  built.slice(0, -1).forEach((credits, place) => {
    const step = (built[place + 1] ?? 0) - credits;
    expect(step).toBeLessThanOrEqual(Math.max(1, credits / 50));
    if (credits >= 100) expect(step).toBeGreaterThan(credits / 50 - 1);
  });
  expect(built.length).toBeLessThan(1000);
});
