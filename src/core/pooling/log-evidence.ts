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
export const LEAST_NOISE = 2 ** -10;

/** The noise scale that makes the rewards most probable, the scales ÷ noise given: √(unexplained ÷ n), but no less. */
export function bestNoise({ count, unexplained }: EvidenceParts): number {
  return Math.max(LEAST_NOISE, Math.sqrt(Math.max(0, unexplained) / count));
}
