import { requireNumber } from '../inference/require-number.ts';
import { importanceWeight, type LoggedExample } from './logged-example.ts';
import { type MeanEstimator, meanOf } from './mean-of.ts';

/**
 * IPS with weights smoothly bent towards 1: the mean of r·w ÷ (1 − λ + λw), so that errors have sub-Gaussian tails.
 * @param lambda in [0, 1]: 0 is plain IPS, 1 the plain mean of the rewards wherever w > 0.
 * @throws {InvalidInputError} `config-invalid` when λ lies outside.
 * @see Metelli, Russo and Restelli, Subgaussian and Differentiable Importance Sampling for Off-Policy Evaluation and
 * Learning, NeurIPS 2021.
 */
export function subGaussianIps(lambda: number): MeanEstimator<LoggedExample> {
  requireNumber('lambda', lambda, { atLeast: 0, atMost: 1 });
  return meanOf((example) => {
    const weight = importanceWeight(example);
    return weight === 0 ? 0 : (weight / (1 - lambda + lambda * weight)) * example.reward;
  });
}
