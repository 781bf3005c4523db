import { requireNumber } from '../inference/require-number.ts';
import { importanceWeight, type LoggedExample } from './logged-example.ts';
import { type MeanEstimator, meanOf } from './mean-of.ts';

/**
 * IPS with no weight above a limit: the mean of min(w, M)·r.
 * @param largest M ≥ 0; Infinity is plain IPS.
 * @remarks For rewards ≥ 0 too low by at most what the cut weights were worth, for much less variance.
 * @throws {InvalidInputError} `config-invalid` when M is negative or no number.
 * @see Ionides, Truncated Importance Sampling, 2008.
 */
export function clippedIps(largest: number): MeanEstimator<LoggedExample> {
  if (largest !== Number.POSITIVE_INFINITY) requireNumber('largest', largest, { atLeast: 0 });
  return meanOf((example) => Math.min(importanceWeight(example), largest) * example.reward);
}
