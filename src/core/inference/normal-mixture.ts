import { findCrossing, findUpperEnd } from './find-crossing.ts';
import { logNormalProbability } from './normal-distribution.ts';
import { requireLevel, requireNumber } from './require-number.ts';

/** A bound for a sum S of centred values with intrinsic time V, at all times at once. */
export interface UniformBoundary {
  /** ln of an e-value: exp of it is a supermartingale that starts at 1 at most, whatever S does. */
  readonly logEvidence: (sum: number, variance: number) => number;
  /** What S exceeds at some time with probability at most the level. */
  readonly bound: (variance: number, level: number) => number;
}

/**
 * ρ = v ÷ (2 ln(1/α) + ln(1 + 2 ln(1/α))): the mixture's precision that makes the bound about smallest at V = v.
 * @param variance v > 0, the intrinsic time to be tight at.
 * @param level α in (0, 1).
 * @throws {InvalidInputError} `config-invalid` when one is out of its range.
 * @see Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals
 * of Statistics 2021, on tuning boundaries.
 */
export function bestPrecision(variance: number, level: number): number {
  requireNumber('variance', variance, { above: 0 });
  const twice = -2 * Math.log(requireLevel(level));
  return variance / (twice + Math.log1p(twice));
}

/** {@link bestPrecision} for one side: a one-sided bound at α is about a two-sided one at 2α. */
export function bestOneSidedPrecision(variance: number, level: number): number {
  return bestPrecision(variance, 2 * requireNumber('level', level, { above: 0, below: 0.5 }));
}

/**
 * Bounds |S| for sub-Gaussian sums: √((V + ρ)·(ln(1 + V/ρ) + 2 ln(1/α))).
 * @param precision ρ > 0, from {@link bestPrecision}.
 * @see Howard et al. 2021, proposition 5.
 */
export function normalMixture(precision: number): UniformBoundary {
  const rho = requireNumber('precision', precision, { above: 0 });
  return {
    logEvidence: (sum, variance) => (sum * sum) / (2 * (variance + rho)) - Math.log1p(variance / rho) / 2,
    bound: (variance, level) =>
      Math.sqrt((variance + rho) * (Math.log1p(variance / rho) - 2 * Math.log(requireLevel(level)))),
  };
}

/**
 * Bounds S from above alone, for sub-Gaussian sums: the mixture over positive tilts only.
 * @param precision ρ > 0, from {@link bestOneSidedPrecision}.
 * @see Howard et al. 2021, proposition 6.
 */
export function oneSidedNormalMixture(precision: number): UniformBoundary {
  const rho = requireNumber('precision', precision, { above: 0 });
  const logEvidence = (sum: number, variance: number): number =>
    (sum * sum) / (2 * (variance + rho)) -
    Math.log1p(variance / rho) / 2 +
    Math.LN2 +
    logNormalProbability(sum / Math.sqrt(variance + rho));
  return { logEvidence, bound: (variance, level) => boundOf(logEvidence, variance, level) };
}

/** The smallest sum at which the evidence reaches 1 ÷ level, for evidence that rises with the sum from ≤ 1 at 0. */
export function boundOf(
  logEvidence: UniformBoundary['logEvidence'],
  variance: number,
  level: number,
): number {
  const enough = -Math.log(requireLevel(level));
  const excess = (sum: number): number => logEvidence(sum, variance) - enough;
  return findCrossing(excess, 0, findUpperEnd(excess, 1));
}
