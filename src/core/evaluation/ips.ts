import type { Estimator } from './estimator.ts';
import { importanceWeight, type LoggedExample } from './logged-example.ts';
import { type Moments, type MomentsState, moments } from './moments.ts';

/**
 * Inverse propensity score: the mean of w·r with w = π(a|x) ÷ μ(a|x), and its moments.
 * @remarks Unbiased when μ is right and positive wherever π is; its variance grows with the weights.
 * @see Horvitz and Thompson, 1952.
 */
export const ips: Estimator<MomentsState, LoggedExample, Moments> = {
  empty: moments.empty,
  add: (state, example) => moments.add(state, importanceWeight(example) * example.reward),
  merge: moments.merge,
  value: moments.value,
};
