import { findCrossing } from './find-crossing.ts';
import { logGammaTails } from './incomplete-gamma.ts';
import { requireNumber } from './require-number.ts';

/** ln Φ(z), accurate in both tails. */
export function logNormalProbability(z: number): number {
  const half = Math.exp(logGammaTails(0.5, (z * z) / 2).upper) / 2;
  if (z >= 0) return Math.log1p(-half);
  return logGammaTails(0.5, (z * z) / 2).upper - Math.LN2;
}

/** Φ(z), the probability that a standard normal value is at most z. */
export function normalProbability(z: number): number {
  return Math.exp(logNormalProbability(z));
}

/**
 * The z with Φ(z) = probability, to about 14 digits.
 * @param probability between 0 and 1 exclusively.
 * @throws {InvalidInputError} `config-invalid` otherwise.
 */
export function normalQuantile(probability: number): number {
  requireNumber('probability', probability, { above: 0, below: 1 });
  if (probability === 0.5) return 0;
  if (probability > 0.5) return -normalQuantile(1 - probability);
  const target = Math.log(probability);
  return -findCrossing((z) => target - logNormalProbability(-z), 0, 40);
}

/** The probability that a χ² value of so many degrees of freedom (≥ 1) is at least this (≥ 0). */
export function chiSquareTail(statistic: number, degrees: number): number {
  return Math.exp(logGammaTails(degrees / 2, statistic / 2).upper);
}
