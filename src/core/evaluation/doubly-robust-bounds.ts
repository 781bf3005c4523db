import { requireNumber } from '../inference/require-number.ts';
import { type LoggedRow, takenArm } from './logged-row.ts';
import {
  betweenBounds,
  type OffPolicyBounds,
  type OffPolicyBoundsSettings,
  typicalVariance,
} from './off-policy-bounds.ts';
import { runningMeanLowerBound, sideError } from './running-mean-lower-bound.ts';

export interface DoublyRobustBoundsSettings extends OffPolicyBoundsSettings {
  /**
   * k ≥ 0: no action's w·q̂ counts more. 0 leaves the model out; the larger, the more of its help is used, and the more
   * rows it takes until the bounds say anything. By default about as large as the planned rows allow.
   */
  readonly truncation?: number;
}

/**
 * Bounds as {@link offPolicyBounds} gives them, for rewards between 0 and 1, made tighter by a model of the rewards: with
 * a good one, what is left to chance is w·(r − q̂) instead of w·r. They hold for any model, any weights and any logging
 * policy that learns as it goes.
 * @remarks A row counts Σ π·q′ + w·(r − q′(a)) with q′ = min(q̂, k ÷ w), which is at least −k and has the policy's value as
 * its mean; the upper bound is 1 less the lower one of 1 − r with 1 − q̂. q̂ is cut to [0, 1]; it must not depend on the
 * row's reward or on later ones. What the policy wants and the log could not do counts 0 below and 1 above.
 * @throws {InvalidInputError} `config-invalid` when k is negative; `action-unknown` from `add` as for {@link takenArm}.
 * @see Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro, "Anytime-valid off-policy inference for contextual bandits",
 * arXiv 2210.10768, the doubly robust confidence sequence.
 */
export function doublyRobustBounds(settings: DoublyRobustBoundsSettings): OffPolicyBounds<LoggedRow> {
  const { planned, largestWeight, level } = settings;
  const variance = typicalVariance(largestWeight);
  const truncation = truncationOf(settings);
  const scale = 1 + truncation;
  const bounded = {
    planned,
    most: 1 / scale,
    variance: variance / scale ** 2,
    ...(level === undefined ? {} : { level }),
  };
  const [rewards, misses] = [runningMeanLowerBound(bounded), runningMeanLowerBound(bounded)];
  return {
    add: (row) => {
      rewards.add(pseudoOutcome(row, row.reward, truncation, (share) => share) / scale);
      misses.add(pseudoOutcome(row, 1 - row.reward, truncation, (share) => 1 - share) / scale);
    },
    ...betweenBounds(rewards, misses, scale),
  };
}

/**
 * The scale is chosen so that the tilt √(2 ln(1/α) ÷ (n·variance))·scale, about the best of the mixture at the planned
 * rows, comes to this share of the largest possible one: there it hardly matters yet how far down a row can lie.
 */
const TILT = 0.25;

/** k as it was given, or about as large as the planned rows allow. */
export function truncationOf(settings: DoublyRobustBoundsSettings): number {
  const { planned, largestWeight, truncation, level } = settings;
  const scale =
    TILT * Math.sqrt((planned * typicalVariance(largestWeight)) / (-2 * Math.log(sideError(level))));
  return requireNumber('truncation', truncation ?? Math.min(largestWeight, Math.max(0, scale - 1)), {
    atLeast: 0,
  });
}

/**
 * Σ π·q′ + w·(r − q′(a)), ≥ −k for rewards ≥ 0.
 * @param view q̂ to its counterpart: itself for rewards, 1 − q̂ for misses.
 */
export function pseudoOutcome(
  row: LoggedRow,
  reward: number,
  truncation: number,
  view: (predicted: number) => number,
): number {
  const taken = takenArm(row);
  // π·q′ = min(π·q̂, k·μ) also where w or k ÷ w is infinite.
  const helped = (arm: typeof taken): number => {
    const predicted = view(Math.min(1, Math.max(0, arm.predicted)));
    return Math.min(arm.target * predicted, truncation * arm.logged);
  };
  const expected = row.arms.reduce((sum, arm) => sum + helped(arm), 0);
  return expected + (taken.target * reward - helped(taken)) / taken.logged;
}
