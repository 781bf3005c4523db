import type { Estimator } from './estimator.ts';

/** Count, mean and sum of squared deviations from the mean. */
export interface MomentsState {
  readonly count: number;
  readonly mean: number;
  readonly squaredDeviations: number;
}

export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Unbiased (divided by count − 1); 0 for a single value. */
  readonly variance: number;
}

/**
 * Mean and variance of numbers in one pass; undefined before the first number.
 * @remarks The shift by the running mean keeps the variance accurate where Σx² − (Σx)²/n would cancel.
 * @see Welford, 1962; Chan, Golub and LeVeque, 1979, for the merge.
 */
export const moments: Estimator<MomentsState, number, Moments> = {
  empty: { count: 0, mean: 0, squaredDeviations: 0 },
  add: ({ count, mean, squaredDeviations }, value) => {
    const shift = value - mean;
    const next = mean + shift / (count + 1);
    return {
      count: count + 1,
      mean: next,
      squaredDeviations: squaredDeviations + shift * (value - next),
    };
  },
  merge: (a, b) => {
    if (a.count === 0) return b;
    if (b.count === 0) return a;
    const count = a.count + b.count;
    const shift = b.mean - a.mean;
    return {
      count,
      mean: a.mean + (shift * b.count) / count,
      squaredDeviations:
        a.squaredDeviations + b.squaredDeviations + (shift * shift * a.count * b.count) / count,
    };
  },
  value: ({ count, mean, squaredDeviations }) =>
    count === 0 ? undefined : { count, mean, variance: count === 1 ? 0 : squaredDeviations / (count - 1) },
};
