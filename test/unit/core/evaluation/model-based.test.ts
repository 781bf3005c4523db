import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../../src/core/errors.ts';
import { clippedIps } from '../../../../src/core/evaluation/clipped-ips.ts';
import { continuousBlending } from '../../../../src/core/evaluation/continuous-blending.ts';
import { crossFit } from '../../../../src/core/evaluation/cross-fit.ts';
import { ips } from '../../../../src/core/evaluation/ips.ts';
import type { LoggedExample } from '../../../../src/core/evaluation/logged-example.ts';
import {
  type LoggedRow,
  marginalExample,
  modelledExample,
} from '../../../../src/core/evaluation/logged-row.ts';
import type { MeanEstimator } from '../../../../src/core/evaluation/mean-of.ts';
import {
  optimisticDoublyRobust,
  pessimisticDoublyRobust,
} from '../../../../src/core/evaluation/shrunken-doubly-robust.ts';
import { slope } from '../../../../src/core/evaluation/slope.ts';
import { subGaussianIps } from '../../../../src/core/evaluation/sub-gaussian-ips.ts';
import { switchDoublyRobust } from '../../../../src/core/evaluation/switch-doubly-robust.ts';

const ROW: LoggedRow = {
  reward: 1,
  taken: 'sms|early',
  arms: [
    { arm: 'sms|early', logged: 0.1, target: 0.4, predicted: 0.5 },
    { arm: 'sms|late', logged: 0.4, target: 0.1, predicted: 0.25 },
    { arm: 'call|early', logged: 0.5, target: 0.5, predicted: 0.75 },
  ],
};

describe('a row', () => {
  it('is seen with the mean of its model over the policy', () => {
    expect(modelledExample(ROW)).toEqual({
      reward: 1,
      logged: 0.1,
      target: 0.4,
      predicted: 0.5,
      predictedOfTarget: 0.4 * 0.5 + 0.1 * 0.25 + 0.5 * 0.75,
    });
  });

  it('weighs what its channel, or its window, weighs', () => {
    expect(marginalExample(ROW, (arm) => arm.split('|')[0] ?? '')).toEqual({
      reward: 1,
      logged: 0.5,
      target: 0.5,
    });
    const byWindow = marginalExample(ROW, (arm) => arm.split('|')[1] ?? '');
    expect(byWindow.target / byWindow.logged).toBeCloseTo(0.9 / 0.6, 12);
  });

  it('of an action that could not be taken is refused', () => {
    expect(() => modelledExample({ ...ROW, taken: 'mail' })).toThrow(InvalidInputError);
    const arms = ROW.arms.map((arm) => ({ ...arm, logged: 0 }));
    expect(() => modelledExample({ ...ROW, arms })).toThrow(/probability 0/);
  });

  it('is blended between weight and model', () => {
    // w = 4, ¼ and 1; M = 2 leaves half of the first to the model.
    const { add, empty, value } = continuousBlending(2);
    expect(value(add(empty, ROW))?.mean).toBeCloseTo(2 * 1 + 0.4 * 0.5 * 0.5, 12);
  });
});

describe('settings out of range are refused', () => {
  it.each([
    ['M', () => clippedIps(-1)],
    ['M', () => continuousBlending(Number.NaN)],
    ['τ', () => switchDoublyRobust(-0.1)],
    ['λ', () => optimisticDoublyRobust(-1)],
    ['λ', () => pessimisticDoublyRobust(Number.NaN)],
    ['λ', () => subGaussianIps(1.1)],
    ['no candidate', () => slope([])],
    ['one fold', () => crossFit({ folds: 1, dimension: 1, ridge: 1, seed: 0 })],
  ])('%s', (_, make) => {
    expect(make).toThrow(InvalidInputError);
  });
});

describe('SLOPE', () => {
  /** Values of four rows with this mean and half width. */
  const around = (mean: number, half: number): MeanEstimator<LoggedExample> => ({
    ...ips,
    value: () => ({ count: 4, mean, variance: 4 * (half / 1.959963984540054) ** 2 }),
  });
  const chosen = (...candidates: readonly (readonly [mean: number, half: number])[]) =>
    slope(candidates.map(([mean, half], parameter) => ({ parameter, estimator: around(mean, half) }))).value(
      [],
    );

  it.each([
    [
      'the most certain when all agree',
      [
        [0.5, 0.4],
        [0.45, 0.2],
        [0.4, 0.1],
      ],
      2,
    ],
    [
      'the last before the first that does not',
      [
        [0.5, 0.1],
        [0.48, 0.05],
        [0.2, 0.01],
        [0.5, 0.001],
      ],
      1,
    ],
    [
      'in whatever order they come',
      [
        [0.2, 0.01],
        [0.48, 0.05],
        [0.5, 0.1],
      ],
      1,
    ],
    [
      'with (√6 − 1) of the larger half width: just inside',
      [
        [0.5, 0.1],
        [0.5 - 0.154, 0.01],
      ],
      1,
    ],
    [
      'and just outside',
      [
        [0.5, 0.1],
        [0.5 - 0.156, 0.01],
      ],
      0,
    ],
  ] as const)('takes %s', (_, candidates, parameter) => {
    expect(chosen(...candidates)?.parameter).toBe(parameter);
  });
});

describe('cross-fitting', () => {
  const x = Float64Array.of(1);
  const { add, empty, value } = crossFit({ folds: 2, dimension: 1, ridge: 1e-9, seed: 7 });
  const borrowers = Array.from({ length: 40 }, (_, index) => `borrower-${index}`);

  it('asks a model that never saw the borrower', () => {
    for (const borrower of borrowers.slice(0, 10)) {
      const rewards = (own: number) =>
        value(
          add(
            empty,
            borrowers.map((each) => ({
              borrower: each,
              arm: 'sms',
              x,
              reward: each === borrower ? own : 0.5,
            })),
          ),
        );
      expect(rewards(0)?.predict(borrower, 'sms', x)).toBe(rewards(1)?.predict(borrower, 'sms', x));
      const other = borrowers.some(
        (each) => rewards(0)?.predict(each, 'sms', x) !== rewards(1)?.predict(each, 'sms', x),
      );
      expect(other).toBe(true);
    }
  });

  it('predicts the mean of all arms for one without rows, and shrinks towards it', () => {
    const rows = borrowers.flatMap((borrower) => [
      { borrower, arm: 'sms', x, reward: 0.25 },
      { borrower, arm: 'call', x, reward: 0.75 },
    ]);
    const model = value(add(empty, rows));
    expect(model?.predict('someone', 'mail', x)).toBeCloseTo(0.5, 9);
    expect(model?.predict('someone', 'call', x)).toBeCloseTo(0.75, 6);
    const stiff = crossFit({ folds: 2, dimension: 1, ridge: 1e9, seed: 7 });
    expect(stiff.value(stiff.add(stiff.empty, rows))?.predict('someone', 'call', x)).toBeCloseTo(0.5, 6);
  });

  it('counts rows by their weights, merges and knows nothing of no rows', () => {
    const rows = borrowers.flatMap((borrower) => [
      { borrower, arm: 'sms', x, reward: 1, weight: 3 },
      { borrower, arm: 'sms', x, reward: 0 },
    ]);
    const { merge } = crossFit({ folds: 2, dimension: 1, ridge: 1e-9, seed: 7 });
    const half = rows.length / 2;
    const merged = merge(add(empty, rows.slice(0, half)), add(empty, rows.slice(half)));
    const whole = value(add(empty, rows));
    expect(whole?.predict('someone', 'sms', x)).toBeCloseTo(0.75, 6);
    expect(value(merged)?.predict('someone', 'sms', x)).toBeCloseTo(0.75, 9);
    expect(value(empty)).toBeUndefined();
  });
});
