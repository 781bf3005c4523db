import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { doublyRobustBounds } from '../../../../src/core/evaluation/doubly-robust-bounds.ts';
import { type LoggedRow, modelledExample } from '../../../../src/core/evaluation/logged-row.ts';
import { offPolicyBounds } from '../../../../src/core/evaluation/off-policy-bounds.ts';
import { arbitraryRow } from '../../../support/off-policy/arbitrary-rows.ts';

const log = fc.array(arbitraryRow, { minLength: 1, maxLength: 60 });
const settings = fc.record({
  planned: fc.integer({ min: 1, max: 10_000 }),
  largestWeight: fc.integer({ min: 1, max: 50 }),
});
const truncation = fc.double({ min: 0, max: 20, noNaN: true });

const turned = (rows: readonly LoggedRow[]): readonly LoggedRow[] =>
  rows.map((row) => ({
    ...row,
    reward: 1 - row.reward,
    arms: row.arms.map((arm) => ({ ...arm, predicted: 1 - arm.predicted })),
  }));

function boundsOf(
  rows: readonly LoggedRow[],
  all: Parameters<typeof doublyRobustBounds>[0],
): { lower: number; upper: number } {
  const bounds = doublyRobustBounds(all);
  for (const row of rows) bounds.add(row);
  return bounds.interval();
}

describe('doubly robust bounds', () => {
  test.prop([log, settings])('without any help of the model are those without a model', (rows, all) => {
    const without = offPolicyBounds(all);
    for (const row of rows) without.add(modelledExample(row));
    const { lower, upper } = without.interval();
    const found = boundsOf(rows, { ...all, truncation: 0 });
    expect(found.lower).toBeCloseTo(lower, 9);
    expect(found.upper).toBeCloseTo(upper, 9);
  });

  test.prop([log, settings, truncation])('turn round with the rewards', (rows, all, k) => {
    const found = boundsOf(rows, { ...all, truncation: k });
    const other = boundsOf(turned(rows), { ...all, truncation: k });
    expect(other.lower).toBeCloseTo(1 - found.upper, 9);
    expect(other.upper).toBeCloseTo(1 - found.lower, 9);
    expect(found.lower).toBeGreaterThanOrEqual(0);
    expect(found.upper).toBeLessThanOrEqual(1);
  });

  test.prop([log, settings, truncation, fc.double({ min: 1, max: 9, noNaN: true })])(
    'take a prediction beyond the rewards for the nearest reward',
    (rows, all, k, far) => {
      const predicting = (predicted: number) =>
        rows.map((row) => ({ ...row, arms: row.arms.map((arm) => ({ ...arm, predicted })) }));
      expect(boundsOf(predicting(far), { ...all, truncation: k })).toEqual(
        boundsOf(predicting(1), { ...all, truncation: k }),
      );
    },
  );

  test.prop([log, settings, truncation, fc.double({ min: 0, max: 1, noNaN: true })])(
    'exclude the values outside of the interval',
    (rows, all, k, value) => {
      const bounds = doublyRobustBounds({ ...all, truncation: k });
      for (const row of rows) bounds.add(row);
      const { lower, upper } = bounds.interval();
      fc.pre(Math.min(Math.abs(value - lower), Math.abs(value - upper)) > 1e-9);
      expect(bounds.excludes(value)).toBe(value < lower || value > upper);
    },
  );

  test.prop([settings])('say nothing of no rows', (all) => {
    expect(boundsOf([], all)).toEqual({ lower: 0, upper: 1 });
  });
});
