import { fc, test } from '@fast-check/vitest';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { INTERCEPT } from '../../../../src/core/features/feature-columns.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../../src/core/model/fold.ts';
import { layOut } from '../../../../src/core/model/sums.ts';
import { forecastError } from '../../../../src/core/monitoring/forecast-error.ts';

interface Row {
  readonly arm: number;
  readonly x: readonly number[];
  readonly reward: number;
}

const NAMES = [INTERCEPT, 'a', 'b'];
const ARMS = 3;
const step = (most: number) =>
  fc.integer({ min: -4096 * most, max: 4096 * most }).map((steps) => steps / 4096);
const row: fc.Arbitrary<Row> = fc.record({
  arm: fc.integer({ min: 0, max: ARMS - 1 }),
  x: fc.tuple(fc.constant(1), step(2), step(2)),
  reward: step(2),
});
const ratio = fc.double({ min: 0.1, max: 3, noNaN: true });

function sumsOf(rows: readonly Row[], arm: number): Float64Array {
  const changes = rows
    .filter((each) => each.arm === arm)
    .map(({ x, reward }) => ({
      kind: 'credit' as const,
      x: { names: NAMES, values: Float64Array.from(x) },
      reward,
    }));
  return layOut(foldCredits(EMPTY_STATISTICS, changes), NAMES);
}

function forecast(before: readonly Row[], now: readonly Row[], sharedRatio: number, ownRatio: number) {
  const arms = Array.from({ length: ARMS }, (_, arm) => ({
    before: sumsOf(before, arm),
    now: sumsOf(now, arm),
  }));
  return forecastError(arms, { dimension: 3, intercept: 0, sharedRatio, ownRatio });
}

/** A row's features in the columns of what is shared, and in those of its arm. */
function design({ x, arm }: Row): number[] {
  const columns = new Array<number>(3 * (ARMS + 1)).fill(0);
  x.forEach((value, j) => {
    columns[j] = value;
    columns[3 * (arm + 1) + j] = value;
  });
  return columns;
}

/** The same by one dense Gaussian over all rewards, before and now: conditioned on the former, summed over the latter. */
function denseForecast(before: readonly Row[], now: readonly Row[], sharedRatio: number, ownRatio: number) {
  const prior = Matrix.diag(
    Array.from({ length: 3 * (ARMS + 1) }, (_, column) => (column < 3 ? sharedRatio : ownRatio) ** 2),
  );
  const past = new Matrix(before.map(design));
  const week = new Matrix([
    now.map(design).reduce((sum, columns) => sum.map((v, j) => v + (columns[j] ?? 0))),
  ]);
  const rewards = Matrix.columnVector(before.map(({ reward }) => reward));
  const marginal = past.mmul(prior).mmul(past.transpose()).add(Matrix.eye(before.length));
  const solve = (right: Matrix) =>
    new CholeskyDecomposition(Matrix.add(marginal, marginal.transpose()).div(2)).solve(right);
  const cross = week.mmul(prior).mmul(past.transpose());
  const spread = cross.mmul(solve(cross.transpose())).get(0, 0);
  const width = now.length + week.mmul(prior).mmul(week.transpose()).get(0, 0) - spread;
  return {
    error: now.reduce((sum, { reward }) => sum + reward, 0) - cross.mmul(solve(rewards)).get(0, 0),
    variance: (width * rewards.transpose().mmul(solve(rewards)).get(0, 0)) / before.length,
  };
}

describe('the forecast of a week', () => {
  test.prop([
    fc.array(row, { minLength: 12, maxLength: 30 }),
    fc.array(row, { minLength: 1, maxLength: 8 }),
    ratio,
    ratio,
  ])(
    'is off by as much, and may be off by as much, as one joint regression over all rows says',
    (before, now, sharedRatio, ownRatio) => {
      const sums = forecast(before, now, sharedRatio, ownRatio);
      const dense = denseForecast(before, now, sharedRatio, ownRatio);
      const scale = 1 + Math.abs(dense.error);
      expect(sums.count).toBe(now.length);
      expect(Math.abs(sums.error - dense.error) / scale).toBeLessThan(1e-9);
      // Where there is next to no noise it is taken for more than it is; elsewhere the two agree.
      expect(sums.variance / dense.variance).toBeGreaterThan(1 - 1e-7);
    },
  );

  it('has the very variance of the joint regression where rewards are noisy', () => {
    const noisy: Row[] = Array.from({ length: 60 }, (_, n) => ({
      arm: n % 2,
      x: [1, ((n * 37) % 17) / 16 - 0.5, ((n * 53) % 13) / 16 - 0.5],
      reward: (n * 7919) % 5 < 2 ? 1 : 0,
    }));
    const week = noisy.slice(0, 20).map((each, n) => ({ ...each, arm: n % ARMS }));
    const { error, variance } = forecast(noisy, week, 1, 0.5);
    const dense = denseForecast(noisy, week, 1, 0.5);
    expect(error).toBeCloseTo(dense.error, 9);
    expect(variance).toBeCloseTo(dense.variance, 9);
  });
});
