import { requireNumber } from '../inference/require-number.ts';
import { correctedBy } from './doubly-robust.ts';
import type { MeanEstimator } from './mean-of.ts';
import type { ModelledExample } from './modelled-example.ts';

/**
 * DRos: doubly robust with the weights λw ÷ (w² + λ), optimistic shrinkage: those far above √λ count less and less.
 * @param lambda λ ≥ 0: 0 is the direct method, Infinity doubly robust.
 * @throws {InvalidInputError} `config-invalid` when λ is negative or no number.
 * @see Su, Dimakopoulou, Krishnamurthy and Dudík, Doubly Robust Off-Policy Evaluation with Shrinkage, ICML 2020.
 */
export function optimisticDoublyRobust(lambda: number): MeanEstimator<ModelledExample> {
  if (lambda === Number.POSITIVE_INFINITY) return correctedBy((weight) => weight);
  requireNumber('lambda', lambda, { atLeast: 0 });
  return correctedBy((weight) => (lambda === 0 ? 0 : (lambda * weight) / (weight * weight + lambda)));
}

/**
 * DRps: doubly robust with the weights min(w, λ), pessimistic shrinkage.
 * @param lambda λ ≥ 0: 0 is the direct method, Infinity doubly robust.
 * @throws {InvalidInputError} `config-invalid` when λ is negative or no number.
 * @see Su et al., as above.
 */
export function pessimisticDoublyRobust(lambda: number): MeanEstimator<ModelledExample> {
  if (lambda !== Number.POSITIVE_INFINITY) requireNumber('lambda', lambda, { atLeast: 0 });
  return correctedBy((weight) => Math.min(weight, lambda));
}
