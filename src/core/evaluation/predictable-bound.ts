import { importanceWeight, type LoggedExample } from './logged-example.ts';
import { predictableLowerBound } from './predictable-lower-bound.ts';

/** An interval that grows tighter with each example, in the order in which they were logged. */
export interface OffPolicyBounds<Example = LoggedExample> {
  add(example: Example): void;
  /** At the level of every interval here; within [0, 1]. */
  interval(): { readonly lower: number; readonly upper: number };
}

export interface OffPolicyBoundsSettings {
  /** How many examples there will be; the interval holds for any number, and is tightest for this one. */
  readonly planned: number;
  /** What no weight should exceed, ≥ 1; the interval holds even if one does. */
  readonly largestWeight: number;
  /** Of the interval, in (0, 1). @defaultValue {@link LEVEL} */
  readonly level?: number;
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
  const { planned, largestWeight, level } = settings;
  const bets = { planned, most: 1, variance: largestWeight / 4, ...(level === undefined ? {} : { level }) };
  const [rewards, misses] = [predictableLowerBound(bets), predictableLowerBound(bets)];
  return {
    add: (example) => {
      const weight = importanceWeight(example);
      rewards.add(weight * example.reward);
      misses.add(weight * (1 - example.reward));
    },
    interval: () => ({ lower: Math.max(0, rewards.bound()), upper: Math.min(1, 1 - misses.bound()) }),
  };
}
