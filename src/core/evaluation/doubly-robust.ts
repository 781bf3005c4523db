import { importanceWeight } from './logged-example.ts';
import { type MeanEstimator, meanOf } from './mean-of.ts';
import type { ModelledExample } from './modelled-example.ts';

/**
 * Doubly robust: the mean of Σ π(a|x)·q̂(x, a) + w·(r − q̂(x, a)), the model's word corrected where the log knows better.
 * @remarks Unbiased when the propensities are right, whatever the model; right as well when only the model is.
 * @see Dudík, Langford and Li, Doubly Robust Policy Evaluation and Learning, ICML 2011.
 */
export const doublyRobust: MeanEstimator<ModelledExample> = correctedBy((weight) => weight);

/**
 * The doubly robust family: the mean of Σ π(a|x)·q̂(x, a) + f(w)·(r − q̂(x, a)).
 * @param correction f: how much an importance weight w ≥ 0 counts; f(w) = 0 is the direct method.
 */
export function correctedBy(correction: (weight: number) => number): MeanEstimator<ModelledExample> {
  return meanOf(
    (example) =>
      example.predictedOfTarget +
      correction(importanceWeight(example)) * (example.reward - example.predicted),
  );
}
