import { requireNumber } from '../inference/require-number.ts';
import { type LoggedRow, takenArm } from './logged-row.ts';
import { type MeanEstimator, meanOf } from './mean-of.ts';

/**
 * CAB, continuous adaptive blending: the mean of min(w, M)·r + Σ π(a|x)·(1 − min(M ÷ w(a), 1))·q̂(x, a); what clipping
 * takes from an action's weight, the model gets.
 * @param largest M ≥ 0: 0 is the direct method, Infinity plain IPS. An action that couldn't be taken is all the model's.
 * @throws {InvalidInputError} `config-invalid` when M is negative or no number.
 * @see Su, Wang, Santacatterina and Joachims, CAB: Continuous Adaptive Blending for Policy Evaluation and Learning,
 * ICML 2019.
 */
export function continuousBlending(largest: number): MeanEstimator<LoggedRow> {
  if (largest !== Number.POSITIVE_INFINITY) requireNumber('largest', largest, { atLeast: 0 });
  return meanOf((row) => {
    const { logged, target } = takenArm(row);
    // π·(1 − min(M ÷ w, 1)) is what the clipped weight leaves of π: max(π − M·μ, 0), and none for M·0 with M = ∞.
    const left = row.arms.reduce(
      (sum, arm) =>
        sum + Math.max(0, arm.target - (arm.logged === 0 ? 0 : largest * arm.logged)) * arm.predicted,
      0,
    );
    return Math.min(target / logged, largest) * row.reward + left;
  });
}
