import { gammaExponentialMixture } from '../inference/gamma-exponential-mixture.ts';
import { bestOneSidedPrecision } from '../inference/normal-mixture.ts';
import { LEVEL } from './confidence-interval.ts';

export interface LowerBoundSettings {
  /** How many values there will be; the bound holds for any number, and is about tightest for this one. */
  readonly planned: number;
  /** What no value is expected to exceed, in (0, 1]; no value is below this − 1. */
  readonly most: number;
  /** About the values' variance, > 0; the bound holds for any. */
  readonly variance: number;
  /** Of the interval that it is one side of, in (0, 1). @defaultValue {@link LEVEL} */
  readonly level?: number;
}

/** A lower bound for the mean of what was expected of each value so far. */
export interface LowerBound {
  readonly add: (value: number) => void;
  /** The mean is below it, at any time, with probability (1 − level) ÷ 2 at most; −Infinity at first. */
  readonly bound: () => number;
  /** Whether a mean is below the bound, without the search for it. */
  readonly excludes: (mean: number) => boolean;
}

/** The error probability of one side of an interval at this level, over all times. */
export function sideError(level = LEVEL): number {
  return (1 - level) / 2;
}

/** How much the first guess of the mean counts, in values. */
const PRIOR_VALUES = 25;

/**
 * A lower bound for the running mean (μ₁ + … + μₜ) ÷ t of the conditional expectations of values ≥ most − 1, each given
 * those before it and at most `most`: they may drift in any way.
 * @remarks With a guess that depends on earlier values only, ξ = value − guess ≥ −1 and exp(λξ − ψ(λ)ξ²) ≤ 1 + λξ for
 * ψ(λ) = −ln(1 − λ) − λ and every λ in [0, 1) (Fan, Grama and Liu 2015), so that exp(λΣ(value − μ) − ψ(λ)Σξ²) is a
 * supermartingale, and so is its mixture over λ. A λ that follows the values, as a bet, would be tighter for values that
 * come alike, but it bounds a mean that weighs them by λ: with drift, another one than is asked for.
 * @see Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro 2022, "Anytime-valid off-policy inference for contextual
 * bandits", for means that vary over time; Howard et al., Annals of Statistics 2021, theorem 4 and proposition 9.
 */
export function runningMeanLowerBound({ planned, most, variance, level }: LowerBoundSettings): LowerBound {
  const error = sideError(level);
  const mixture = gammaExponentialMixture(bestOneSidedPrecision(planned * variance, error), 1);
  let [count, sum, squares] = [0, 0, 0];
  return {
    add: (value) => {
      const guess = Math.min(most, (sum + (PRIOR_VALUES * most) / 2) / (count + PRIOR_VALUES));
      squares += (value - guess) ** 2;
      sum += value;
      count += 1;
    },
    bound: () => (count === 0 ? Number.NEGATIVE_INFINITY : (sum - mixture.bound(squares, error)) / count),
    excludes: (mean) => mixture.logEvidence(sum - count * mean, squares) > -Math.log(error),
  };
}
