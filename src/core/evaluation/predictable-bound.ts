import { LEVEL } from './confidence-interval.ts';
import { importanceWeight, type LoggedExample } from './logged-example.ts';

/** An interval that grows tighter with each example, in the order in which they were logged. */
export interface OffPolicyBounds {
  add(example: LoggedExample): void;
  /** At {@link LEVEL}; within [0, 1]. */
  interval(): { readonly lower: number; readonly upper: number };
}

export interface OffPolicyBoundsSettings {
  /** How many examples there will be; the interval holds for any number, and is tightest for this one. */
  readonly planned: number;
  /** What no weight should exceed, ≥ 1; the interval holds even if one does. */
  readonly largestWeight: number;
}

/**
 * Bounds for a policy's mean reward from another policy's log, for rewards between 0 and 1, that hold whatever the
 * weights' tails are and however the logging policy learned from what it saw before.
 * @remarks The lower bound is an empirical Bernstein bound with predictable bets on w·r, which is never negative; the
 * upper one is 1 less that of w·(1 − r), since E[w] = 1. Each side errs with half of the probability. What is bounded
 * is the same for all examples: contexts that come alike over time.
 * @see Waudby-Smith and Ramdas 2024, "Estimating means of bounded random variables by betting", theorem 2; Waudby-Smith,
 * Wu, Ramdas, Karampatziakis and Mineiro 2022, "Anytime-valid off-policy inference for contextual bandits", for values
 * without an upper bound.
 */
export function offPolicyBounds(settings: OffPolicyBoundsSettings): OffPolicyBounds {
  const rewards = lowerBound(settings);
  const misses = lowerBound(settings);
  return {
    add: (example) => {
      const weight = importanceWeight(example);
      rewards.add(weight * example.reward);
      misses.add(weight * (1 - example.reward));
    },
    interval: () => ({ lower: Math.max(0, rewards.bound()), upper: Math.min(1, 1 - misses.bound()) }),
  };
}

/** How much the first guess of mean and variance counts, in examples. */
const PRIOR_EXAMPLES = 25;

/** No bet is larger: with all of it lost, no later one could win. */
const LARGEST_BET = 0.5;

/**
 * A lower bound for the mean of values ≥ 0 whose mean is at most 1.
 * @remarks With ξ = value − guess ≥ −1 and a bet 0 ≤ λ < 1, exp(λξ − ψ(λ)ξ²) ≤ 1 + λξ for ψ(λ) = −ln(1 − λ) − λ (Fan,
 * Grama and Liu 2015), so that the product of the left sides is a supermartingale at the true mean. Guess and bet must
 * only depend on what came before.
 */
function lowerBound({ planned, largestWeight }: OffPolicyBoundsSettings) {
  const logarithm = Math.log(2 / (1 - LEVEL));
  let seen = PRIOR_EXAMPLES;
  let sum = PRIOR_EXAMPLES / 2;
  let squares = (PRIOR_EXAMPLES * largestWeight) / 4;
  let bets = 0;
  let won = 0;
  let penalty = 0;
  return {
    add: (value: number): void => {
      const guess = Math.min(1, sum / seen);
      const bet = Math.min(LARGEST_BET, Math.sqrt((2 * logarithm) / (planned * (squares / seen))));
      const surprise = value - guess;
      bets += bet;
      won += bet * value;
      penalty += (-Math.log(1 - bet) - bet) * surprise * surprise;
      seen += 1;
      sum += value;
      squares += surprise * surprise;
    },
    bound: (): number => (bets === 0 ? 0 : (won - logarithm - penalty) / bets),
  };
}
