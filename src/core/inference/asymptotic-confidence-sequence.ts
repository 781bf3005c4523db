import type { ConfidenceInterval } from '../evaluation/confidence-interval.ts';
import { requireLevel, requireNumber } from './require-number.ts';

/** An estimate whose distance from the truth becomes normal, as every mean's does. */
export interface NormalEstimate {
  readonly estimate: number;
  /** Of the estimate, ≥ 0: σ̂ ÷ √count. */
  readonly standardError: number;
  /** How many observations it rests on, ≥ 1. */
  readonly count: number;
}

export interface SequenceSettings {
  /** The probability, in (0, 1), that the truth is ever outside; below ½ for one side. */
  readonly level: number;
  /** At how many observations the sequence shall be narrowest, > 0. It holds at any number. */
  readonly tunedFor: number;
}

/**
 * An interval that may be looked at after every observation: asymptotically, the probability that it ever leaves out
 * the truth is at most the level.
 *
 * estimate ± σ̂·√(2(nρ² + 1) ÷ (n²ρ²) · ln(√(nρ² + 1) ÷ α)), ρ from {@link mixingScale}.
 * @throws {InvalidInputError} `config-invalid` when a number is out of its range.
 * @see Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences", arXiv 2103.06476, theorem 2.2.
 */
export function asymptoticSequence(found: NormalEstimate, settings: SequenceSettings): ConfidenceInterval {
  const { scaled, margin } = twoSided(found, settings);
  const half = scaled * Math.sqrt(Math.log(margin / settings.level));
  return { lower: found.estimate - half, upper: found.estimate + half };
}

/**
 * The smallest level at which {@link asymptoticSequence} would leave out 0, 1 if none does.
 *
 * min(1, √(nρ² + 1)·exp(−ρ²S² ÷ (2(nρ² + 1)))) with S² = estimate²·n ÷ standardError².
 * @remarks ρ stays that of the given level. The smallest one over time is valid as well.
 * @throws {InvalidInputError} `config-invalid` as above.
 */
export function sequentialPValue(found: NormalEstimate, settings: SequenceSettings): number {
  return Math.min(1, Math.exp(-sequentialLogEvidence(found, settings)));
}

/**
 * ln of the e-value against 0 that {@link asymptoticSequence} inverts: the sequence leaves out 0 when it exceeds ln(1/α).
 * @remarks Asymptotically an e-process, so that it may be combined with others, e.g. by `eBenjaminiHochberg`, at any look.
 * @throws {InvalidInputError} `config-invalid` as above.
 */
export function sequentialLogEvidence(found: NormalEstimate, settings: SequenceSettings): number {
  const { scaled, margin } = twoSided(found, settings);
  const distance = found.estimate === 0 ? 0 : (found.estimate / scaled) ** 2;
  return distance - Math.log(margin);
}

/**
 * A bound that the truth, asymptotically, is never below with a probability above the level, at any number of looks.
 *
 * estimate − σ̂·√(2(nρ² + 1) ÷ (n²ρ²) · ln(1 + √(nρ² + 1) ÷ 2α)), ρ for 2α. For an upper bound, negate the estimate.
 * @throws {InvalidInputError} `config-invalid` when a number is out of its range.
 * @see arXiv 2103.06476, proposition on one-sided sequences.
 */
export function asymptoticLowerBound(found: NormalEstimate, settings: SequenceSettings): number {
  const { scaled, margin } = oneSided(found, settings);
  return found.estimate - scaled * Math.sqrt(Math.log1p(margin / (2 * settings.level)));
}

/** The smallest level at which {@link asymptoticLowerBound} would be above 0, 1 if none is; ρ is that of the given one. */
export function sequentialOneSidedPValue(found: NormalEstimate, settings: SequenceSettings): number {
  const { scaled, margin } = oneSided(found, settings);
  if (found.estimate <= 0) return 1;
  return Math.min(1, margin / (2 * Math.expm1((found.estimate / scaled) ** 2)));
}

/**
 * ρ = √((−2 ln α + ln(1 − 2 ln α)) ÷ N): the mixture's scale that makes the two-sided sequence about narrowest at N.
 * @param tunedFor N > 0.
 * @param level α in (0, 1).
 */
export function mixingScale(tunedFor: number, level: number): number {
  const twice = -2 * Math.log(level);
  return Math.sqrt((twice + Math.log1p(twice)) / tunedFor);
}

interface Boundary {
  /** σ̂·√(2(nρ² + 1) ÷ (n²ρ²)): the half width for a logarithm of 1. */
  readonly scaled: number;
  /** √(nρ² + 1). */
  readonly margin: number;
}

function twoSided(found: NormalEstimate, { level, tunedFor }: SequenceSettings): Boundary {
  requireLevel(level);
  requireNumber('tunedFor', tunedFor, { above: 0 });
  return boundary(found, mixingScale(tunedFor, level));
}

function oneSided(found: NormalEstimate, { level, tunedFor }: SequenceSettings): Boundary {
  requireNumber('level', level, { above: 0, below: 0.5 });
  requireNumber('tunedFor', tunedFor, { above: 0 });
  return boundary(found, mixingScale(tunedFor, 2 * level));
}

function boundary({ estimate, standardError, count }: NormalEstimate, scale: number): Boundary {
  requireNumber('estimate', estimate, {});
  requireNumber('standardError', standardError, { atLeast: 0 });
  requireNumber('count', count, { atLeast: 1 });
  const spread = count * scale * scale;
  return {
    scaled: standardError * Math.sqrt((2 * (spread + 1)) / spread),
    margin: Math.sqrt(spread + 1),
  };
}
