import { importanceWeight, type LoggedExample } from './logged-example.ts';
import { type LowerBound, runningMeanLowerBound } from './running-mean-lower-bound.ts';

/** An interval that may be looked at after every example, in the order in which they were logged. */
export interface OffPolicyBounds<Example = LoggedExample> {
  add(example: Example): void;
  /** At the level of every interval here; within [0, 1], and crossed when the log contradicts itself. */
  interval(): { readonly lower: number; readonly upper: number };
  /** Whether the interval leaves a value in [0, 1] out; cheaper than the interval, for a look after every example. */
  excludes(value: number): boolean;
}

export interface OffPolicyBoundsSettings {
  /** How many examples there will be; the interval holds for any number, and is about tightest for this one. */
  readonly planned: number;
  /** What no weight should exceed, ≥ 1; the interval holds even if one does. */
  readonly largestWeight: number;
  /** Of the interval, in (0, 1). @defaultValue 0.95, that of all intervals here */
  readonly level?: number;
}

/**
 * Bounds for a policy's mean reward from another policy's log, for rewards between 0 and 1, that hold whatever the
 * weights' tails are, however the logging policy learned from what it saw before and however contexts and rewards drift.
 *
 * What is bounded is the mean, over the examples so far, of what the policy would have earned in expectation on each of
 * their contexts. Where contexts come alike over time it is the policy's value as well.
 * @remarks The lower bound is that of w·r, which is never negative; the upper one is 1 less that of w·(1 − r), since
 * E[w] = 1. Each side errs with half of the probability.
 * @see Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro 2022, "Anytime-valid off-policy inference for contextual
 * bandits".
 */
export function offPolicyBounds({
  planned,
  largestWeight,
  ...level
}: OffPolicyBoundsSettings): OffPolicyBounds {
  const settings = { planned, most: 1, variance: typicalVariance(largestWeight), ...level };
  const [rewards, misses] = [runningMeanLowerBound(settings), runningMeanLowerBound(settings)];
  return {
    add: (example) => {
      const weight = importanceWeight(example);
      rewards.add(weight * example.reward);
      misses.add(weight * (1 - example.reward));
    },
    ...betweenBounds(rewards, misses, 1),
  };
}

/**
 * Both bounds as an interval, when values were divided by a scale.
 * @param misses the lower bound of 1 − what is bounded.
 */
export function betweenBounds(
  rewards: LowerBound,
  misses: LowerBound,
  scale: number,
): Omit<OffPolicyBounds, 'add'> {
  return {
    interval: () => ({
      lower: Math.max(0, scale * rewards.bound()),
      upper: Math.min(1, 1 - scale * misses.bound()),
    }),
    excludes: (value) => rewards.excludes(value / scale) || misses.excludes((1 - value) / scale),
  };
}

/** Of w·r: the geometric middle between ¼, that of a reward, and w/4, if all weights were 0 or the largest. */
export function typicalVariance(largestWeight: number): number {
  return Math.sqrt(largestWeight) / 4;
}
