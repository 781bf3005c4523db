import { LEVEL } from './confidence-interval.ts';

export interface BetSettings {
  /** How many values there will be; the bound holds for any number, and is tightest for this one. */
  readonly planned: number;
  /** What the mean is known not to exceed, in (0, 1]; no value is below this − 1. */
  readonly most: number;
  /** A first guess of the values' variance, > 0; the bound holds for any. */
  readonly variance: number;
  /** Of the interval that it is one side of, in (0, 1). @defaultValue {@link LEVEL} */
  readonly level?: number;
}

/** A lower bound for a mean that grows tighter with each value. */
export interface LowerBound {
  readonly add: (value: number) => void;
  /** The mean is below it, at any time, with probability (1 − level) ÷ 2 at most; −Infinity at first. */
  readonly bound: () => number;
}

/** How much the first guess of mean and variance counts, in examples. */
const PRIOR_EXAMPLES = 25;

/** No bet is larger: with all of it lost, no later one could win. */
export const LARGEST_BET = 0.5;

/** ln(1 ÷ error of one side) of an interval at this level. */
export function sideLogarithm(level = LEVEL): number {
  return Math.log(2 / (1 - level));
}

/**
 * A lower bound for the mean of values ≥ most − 1 whose mean is at most `most`, given the values before each.
 * @remarks With ξ = value − guess ≥ −1 and a bet 0 ≤ λ < 1, exp(λξ − ψ(λ)ξ²) ≤ 1 + λξ for ψ(λ) = −ln(1 − λ) − λ (Fan,
 * Grama and Liu 2015), so that the product of the left sides is a supermartingale at the true mean. Guess and bet must
 * only depend on what came before.
 */
export function predictableLowerBound({ planned, most, variance, level }: BetSettings): LowerBound {
  const logarithm = sideLogarithm(level);
  let seen = PRIOR_EXAMPLES;
  let sum = (PRIOR_EXAMPLES * most) / 2;
  let squares = PRIOR_EXAMPLES * variance;
  let bets = 0;
  let won = 0;
  let penalty = 0;
  return {
    add: (value) => {
      const guess = Math.min(most, sum / seen);
      const bet = Math.min(LARGEST_BET, Math.sqrt((2 * logarithm) / (planned * (squares / seen))));
      const surprise = value - guess;
      bets += bet;
      won += bet * value;
      penalty += (-Math.log(1 - bet) - bet) * surprise * surprise;
      seen += 1;
      sum += value;
      squares += surprise * surprise;
    },
    bound: () => (bets === 0 ? Number.NEGATIVE_INFINITY : (won - logarithm - penalty) / bets),
  };
}
