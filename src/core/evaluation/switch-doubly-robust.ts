import { requireNumber } from '../inference/require-number.ts';
import { correctedBy } from './doubly-robust.ts';
import type { MeanEstimator } from './mean-of.ts';
import type { ModelledExample } from './modelled-example.ts';

/**
 * Switch-DR: doubly robust where w ≤ τ, the model alone where it is larger.
 * @param threshold τ ≥ 0; Infinity is doubly robust.
 * @throws {InvalidInputError} `config-invalid` when τ is negative or no number.
 * @see Wang, Agarwal and Dudík, Optimal and Adaptive Off-policy Evaluation in Contextual Bandits, ICML 2017.
 */
export function switchDoublyRobust(threshold: number): MeanEstimator<ModelledExample> {
  if (threshold !== Number.POSITIVE_INFINITY) requireNumber('threshold', threshold, { atLeast: 0 });
  return correctedBy((weight) => (weight <= threshold ? weight : 0));
}
