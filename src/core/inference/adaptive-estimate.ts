import type { ConfidenceInterval } from '../evaluation/confidence-interval.ts';
import type { Estimator } from '../evaluation/estimator.ts';
import { normalQuantile } from './normal-distribution.ts';
import { requireLevel, requireNumber } from './require-number.ts';

/** What one decision says about one arm's mean reward. */
export interface ArmObservation {
  /** The arm's propensity then, in (0, 1]; floored, never 0. */
  readonly propensity: number;
  /** The arm's predicted reward, from earlier decisions only. */
  readonly prediction: number;
  /** Present only when this arm was chosen. */
  readonly reward?: number;
}

/**
 * Γ = m̂ + 1[chosen]·(reward − m̂) ÷ e: unbiased for the arm's mean reward, whatever the prediction.
 * @throws {InvalidInputError} `config-invalid` when the propensity isn't in (0, 1] or another number isn't finite.
 */
export function doublyRobustScore({ propensity, prediction, reward }: ArmObservation): number {
  requireNumber('propensity', propensity, { above: 0, atMost: 1 });
  requireNumber('prediction', prediction, {});
  if (reward === undefined) return prediction;
  return prediction + (requireNumber('reward', reward, {}) - prediction) / propensity;
}

/** A score and its weight h > 0, which must depend on the past and this decision's propensity only. */
export interface WeightedScore {
  readonly score: number;
  readonly weight: number;
}

export interface AdaptiveState {
  readonly count: number;
  /** Σh, ΣhΓ. */
  readonly weights: number;
  readonly scores: number;
  /** Σh², Σh²Γ, Σh²Γ². */
  readonly squaredWeights: number;
  readonly squaredScores: number;
  readonly squaredSquares: number;
}

export interface AdaptiveEstimate {
  readonly estimate: number;
  readonly standardError: number;
}

/**
 * An arm's mean reward from data that a policy collected which learned meanwhile: ΣhΓ ÷ Σh with standard error
 * √(Σh²(Γ − estimate)²) ÷ Σh.
 * @remarks With plain means, an arm that was unlucky early stays undersampled, and the mean is biased and not normal; h
 * evens out the variance so that the normal interval holds again. Undefined before the first score.
 * @see Hadad, Hirshberg, Zhan, Wager and Athey, "Confidence intervals for policy evaluation in adaptive experiments", PNAS
 * 2021.
 */
export const adaptiveEstimate: Estimator<AdaptiveState, WeightedScore, AdaptiveEstimate> = {
  empty: { count: 0, weights: 0, scores: 0, squaredWeights: 0, squaredScores: 0, squaredSquares: 0 },
  add: (state, { score, weight }) => {
    requireNumber('weight', weight, { above: 0 });
    requireNumber('score', score, {});
    return adaptiveEstimate.merge(state, {
      count: 1,
      weights: weight,
      scores: weight * score,
      squaredWeights: weight ** 2,
      squaredScores: weight ** 2 * score,
      squaredSquares: (weight * score) ** 2,
    });
  },
  merge: (a, b) => ({
    count: a.count + b.count,
    weights: a.weights + b.weights,
    scores: a.scores + b.scores,
    squaredWeights: a.squaredWeights + b.squaredWeights,
    squaredScores: a.squaredScores + b.squaredScores,
    squaredSquares: a.squaredSquares + b.squaredSquares,
  }),
  value: ({ count, weights, scores, squaredWeights, squaredScores, squaredSquares }) => {
    if (count === 0) return undefined;
    const estimate = scores / weights;
    const spread = squaredSquares - 2 * estimate * squaredScores + estimate ** 2 * squaredWeights;
    return { estimate, standardError: Math.sqrt(Math.max(0, spread)) / weights };
  },
};

/** estimate ± z·(standard error), two-sided at error probability `level` in (0, 1); for one look. */
export function adaptiveInterval(found: AdaptiveEstimate, level: number): ConfidenceInterval {
  const half = normalQuantile(1 - requireLevel(level) / 2) * found.standardError;
  return { lower: found.estimate - half, upper: found.estimate + half };
}
