import { describe, expect, test } from 'vitest';
import type { ClassificationSet } from '../../../bench/bakeoff/data/classification-set.ts';
import { encodeSet } from '../../../bench/bakeoff/data/encode-set.ts';
import { type BakeoffSettings, playSet } from '../../../bench/bakeoff/play-set.ts';
import { playSupervised } from '../../../bench/bakeoff/supervised.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';

const SETTINGS: BakeoffSettings = {
  learning: { ridge: 1, scales: 'fitted' },
  exploration: { beta: 2, epsilon: { start: 0.05, floor: 0.02, halfway: 5000 }, gamma: 10 },
};

/** Three classes in a plane, told apart by straight lines. */
function planar(rows: number): ClassificationSet {
  const random = randomSource(1, 'planar');
  const points = Array.from({ length: rows }, () => [random.normal(), random.normal()] as const);
  const labels = Int32Array.from(points, ([x, y]) => (x > 0.3 ? 0 : y > 0 ? 1 : 2));
  return {
    name: 'planar',
    rowCount: rows,
    columns: [0, 1].map((axis) => ({
      kind: 'numeric',
      name: `c${axis + 1}`,
      source: `c${axis + 1}`,
      values: Float64Array.from(points, (point) => point[axis] ?? Number.NaN),
    })),
    labels,
    classes: ['a', 'b', 'c'],
    withoutLabel: 0,
  };
}

const SET = encodeSet(planar(1500));

describe('a classification set as a bandit', () => {
  test('is played alike twice, and otherwise in another order', () => {
    const { seconds: _, ...once } = playSet(SET, 1, 'linucb', SETTINGS);
    const { seconds: __, ...again } = playSet(SET, 1, 'linucb', SETTINGS);
    expect(again).toEqual(once);
    expect(playSet(SET, 2, 'linucb', SETTINGS).curve).not.toEqual(once.curve);
  });

  test('costs an even choice two rows in three, within five standard deviations', () => {
    const { loss } = playSet(SET, 1, 'uniform', SETTINGS);
    expect(Math.abs(loss - 2 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / SET.rowCount));
  });

  test.each(['linucb', 'pooled-linucb'] as const)('is learned by %s', (strategy) => {
    const { loss, curve } = playSet(SET, 1, strategy, SETTINGS);
    expect(loss).toBeLessThan(0.35);
    expect(curve.at(-1)).toEqual([SET.rowCount, loss]);
    expect(curve[0]?.[0]).toBe(10);
    expect(curve.map(([rows]) => rows)).toEqual(
      [...new Set(curve.map(([rows]) => rows))].sort((a, b) => a - b),
    );
  });

  test('teaches more to one who is told every class', () => {
    const told = playSupervised(SET, 1, 1);
    expect(told.loss).toBeLessThan(playSet(SET, 1, 'linucb', SETTINGS).loss);
    expect(told.loss).toBeGreaterThan(0);
  });
});
