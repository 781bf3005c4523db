import type { ConfidenceInterval } from './confidence-interval.ts';
import { type DoublyRobustBoundsSettings, pseudoOutcome, truncationOf } from './doubly-robust-bounds.ts';
import { importanceWeight } from './logged-example.ts';
import { type LoggedRow, takenArm } from './logged-row.ts';
import { typicalVariance } from './off-policy-bounds.ts';
import type { RowView } from './row-view.ts';
import { runningMeanLowerBound, sideError } from './running-mean-lower-bound.ts';

/** Anytime bounds of one policy's value, and of how much it is above that of the policy that made the log. */
export interface TargetBounds {
  /** Rows in the order in which they were logged; reward between 0 and 1, as the model's predictions are cut to be. */
  add(view: RowView): void;
  /** Within [0, 1]. */
  value(): ConfidenceInterval;
  /** Within [−1, 1]. */
  difference(): ConfidenceInterval;
  /** Whether the value's bounds leave a number in [0, 1] out; cheaper than they are, for a look after every row. */
  readonly excludesValue: (value: number) => boolean;
  /** The same of the difference's bounds and a number in [−1, 1]. */
  readonly excludesDifference: (difference: number) => boolean;
}

/** What the bounds say at last. */
export interface TargetBoundsValue {
  readonly value: ConfidenceInterval;
  readonly difference: ConfidenceInterval;
}

/**
 * Bounds that hold at every time, whatever the weights' tails are, however the logging policy learned as it went and
 * however contexts and rewards drift: at the level of all intervals here, for the value and for the difference each.
 * Bounded are the means, over the rows so far, of what was to be expected on their contexts.
 * @remarks Without a given truncation two pairs of bounds are kept, each with half of the error, and the narrower of each
 * side counts: one with a model's help, and one without, k = 0, which is by far the better where rewards are rare, as
 * their w·r is seldom above 0 and never below.
 * @throws {InvalidInputError} `config-invalid` when k is negative; `action-unknown` from `add` as for {@link takenArm}.
 */
export function targetBounds(settings: DoublyRobustBoundsSettings): TargetBounds {
  if (settings.truncation !== undefined || truncationOf(settings) === 0) return boundsWith(settings);
  const level = 1 - sideError(settings.level);
  const [helped, plain] = [
    boundsWith({ ...settings, level }),
    boundsWith({ ...settings, level, truncation: 0 }),
  ];
  return {
    add: (view) => {
      helped.add(view);
      plain.add(view);
    },
    value: () => narrower(helped.value(), plain.value()),
    difference: () => narrower(helped.difference(), plain.difference()),
    excludesValue: (value) => helped.excludesValue(value) || plain.excludesValue(value),
    excludesDifference: (difference) =>
      helped.excludesDifference(difference) || plain.excludesDifference(difference),
  };
}

function narrower(a: ConfidenceInterval, b: ConfidenceInterval): ConfidenceInterval {
  return { lower: Math.max(a.lower, b.lower), upper: Math.min(a.upper, b.upper) };
}

/**
 * One pair of bounds for each.
 * @remarks The value as in `doublyRobustBounds` where the log and the policy tell every arm's probability, else without
 * a model. The difference is that of the two policies' pseudo-outcomes in the same row, φ_π − φ_μ ≥ −k − 2, with the
 * upper bound from misses 1 − r; so what the policy wants and the log could not do counts 0 below and 1 above.
 * @see Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro, arXiv 2210.10768.
 */
function boundsWith(settings: DoublyRobustBoundsSettings): TargetBounds {
  const { planned, largestWeight, level } = settings;
  const truncation = truncationOf(settings);
  const bound = (scale: number) =>
    runningMeanLowerBound({
      planned,
      most: 1 / scale,
      variance: typicalVariance(largestWeight) / scale ** 2,
      ...(level === undefined ? {} : { level }),
    });
  const scale = 1 + truncation;
  const [rewards, misses] = [bound(scale), bound(scale)];
  // φ_μ is at most 2, without a model 1.
  const wide = truncation === 0 ? 2 : truncation + 3;
  const [gains, losses] = [bound(wide), bound(wide)];
  return {
    add: (view) => {
      const { reward } = view.taken;
      const hit = outcomeOf(view, reward, truncation, (share) => share);
      const miss = outcomeOf(view, 1 - reward, truncation, (share) => 1 - share);
      rewards.add(hit.target / scale);
      misses.add(miss.target / scale);
      gains.add((hit.target - hit.logged) / wide);
      losses.add((miss.target - miss.logged) / wide);
    },
    value: () => ({
      lower: Math.max(0, scale * rewards.bound()),
      upper: Math.min(1, 1 - scale * misses.bound()),
    }),
    difference: () => ({
      lower: Math.max(-1, wide * gains.bound()),
      upper: Math.min(1, -wide * losses.bound()),
    }),
    excludesValue: (value) => rewards.excludes(value / scale) || misses.excludes((1 - value) / scale),
    excludesDifference: (difference) =>
      gains.excludes(difference / wide) || losses.excludes(-difference / wide),
  };
}

type ModelView = (predicted: number) => number;

function outcomeOf({ taken, full }: RowView, reward: number, truncation: number, view: ModelView) {
  if (full === undefined || truncation === 0)
    return { target: importanceWeight(taken) * reward, logged: reward };
  return {
    target: pseudoOutcome(full, reward, truncation, view),
    logged: loggedOutcome(full, reward, truncation, view),
  };
}

/** Σ μ·q′ + r − q′(a) with q′ = min(q̂, k): what a row counts for the policy that made the log. */
function loggedOutcome(row: LoggedRow, reward: number, truncation: number, view: ModelView): number {
  const helped = (predicted: number): number =>
    Math.min(view(Math.min(1, Math.max(0, predicted))), truncation);
  const expected = row.arms.reduce((sum, { logged, predicted }) => sum + logged * helped(predicted), 0);
  return expected + reward - helped(takenArm(row).predicted);
}
