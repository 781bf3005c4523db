import { type VectorMomentsState, vectorMoments } from '../inference/vector-moments.ts';
import { at } from '../linear-algebra/at.ts';
import type { Estimator } from './estimator.ts';
import { importanceWeight } from './logged-example.ts';
import type { ModelledExample } from './modelled-example.ts';
import type { SnipsValue } from './snips.ts';

/** Of each example: Σ π·q̂, w and w·(r − q̂). */
const parts = vectorMoments(3);

/**
 * Self-normalised doubly robust: mean Σ π(a|x)·q̂(x, a) + Σ w·(r − q̂(x, a)) ÷ Σ w, with the delta method's error.
 * @remarks Biased, consistent; the correction stays within the range of the model's errors. Undefined until Σw > 0.
 * @see Thomas and Brunskill, Data-Efficient Off-Policy Policy Evaluation for Reinforcement Learning, ICML 2016.
 */
export const selfNormalisedDoublyRobust: Estimator<VectorMomentsState, ModelledExample, SnipsValue> = {
  empty: parts.empty,
  add: (state, example) => {
    const weight = importanceWeight(example);
    const correction = weight * (example.reward - example.predicted);
    return parts.add(state, [example.predictedOfTarget, weight, correction]);
  },
  merge: parts.merge,
  value: (state) => {
    const value = parts.value(state);
    const weight = value === undefined ? 0 : at(value.mean, 1);
    if (value === undefined || !(weight > 0)) return undefined;
    const correction = at(value.mean, 2) / weight;
    const gradient = [1, -correction / weight, 1 / weight];
    let variance = 0;
    for (const [i, a] of gradient.entries())
      for (const [j, b] of gradient.entries()) variance += a * b * at(value.covariance, 3 * i + j);
    return {
      mean: at(value.mean, 0) + correction,
      standardError: Math.sqrt(Math.max(0, variance) / value.count),
    };
  },
};
