import { naturalLogarithm } from './natural-logarithm.ts';
import type { SharedSystem } from './shared-system.ts';
import type { SolvedEffects } from './solve-effects.ts';

const TWO_PI = 6.283185307179586;

/** What the evidence of the rewards depends on besides the noise. */
export interface EvidenceParts {
  /** n. */
  readonly count: number;
  /** rᵀ(K + I)⁻¹r, where noise²·K is the rewards' covariance without noise: what the model leaves unexplained. */
  readonly unexplained: number;
  /** ln|K + I|. */
  readonly logDeterminant: number;
}

export function evidenceParts(system: SharedSystem, effects: SolvedEffects): EvidenceParts {
  return {
    count: system.count,
    unexplained: system.rewardSquareSum - system.explained - effects.explained,
    logDeterminant: system.logDeterminant + effects.logDeterminant,
  };
}

/**
 * ln p(rewards | contexts, scales) = −½[n·ln(2π·noise²) + unexplained ÷ noise² + ln|K + I|].
 * @remarks With decayed statistics n is the sum of weights and this is the evidence of a weighted likelihood.
 * @see MacKay, "Bayesian Interpolation", 1992; Bishop, Pattern Recognition and Machine Learning, 2006, section 3.5.
 */
export function logEvidenceOf({ count, unexplained, logDeterminant }: EvidenceParts, noise: number): number {
  const variance = noise * noise;
  return -0.5 * (count * naturalLogarithm(TWO_PI * variance) + unexplained / variance + logDeterminant);
}

/** Less than this is no noise, only rounding: far below what a reward's grid of 2⁻¹² makes of it. */
const LEAST_NOISE = 2 ** -10;

/** The least noise as a part of the rewards' standard deviation; a power of two, so that units don't matter. */
const LEAST_PART = 2 ** -3;

/**
 * The least noise to believe in, for rewards of this variance.
 * @remarks With about as many features as outcomes the rewards can be explained without any noise. Whoever believes
 * that stops exploring: the scales are multiples of the noise, so the arms would be taken for known as well.
 */
export function leastNoise(rewardVariance: number): number {
  return Math.max(LEAST_NOISE, LEAST_PART * Math.sqrt(Math.max(0, rewardVariance)));
}

/** The noise scale that makes the rewards most probable, the scales ÷ noise given: √(unexplained ÷ n), but no less. */
export function bestNoise({ count, unexplained }: EvidenceParts, least: number): number {
  return Math.max(least, Math.sqrt(Math.max(0, unexplained) / count));
}

/** Whether rewards of this variance differ by more than rounding. */
export function isSpread(rewardVariance: number): boolean {
  return rewardVariance > LEAST_NOISE * LEAST_NOISE;
}
