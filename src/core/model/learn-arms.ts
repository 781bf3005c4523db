import { CorruptStateError } from '../errors.ts';
import { INTERCEPT } from '../features/feature-columns.ts';
import type { ActionId } from '../identifiers.ts';
import { at } from '../linear-algebra/at.ts';
import { packedInverse } from '../linear-algebra/packed-inverse.ts';
import { triangleLength, upperRow } from '../linear-algebra/packed-triangle.ts';
import { ridgeCholesky } from '../linear-algebra/ridge-cholesky.ts';
import { invertLower, solveLower, solveLowerTransposed } from '../linear-algebra/triangular-solve.ts';
import type { Learner } from '../policy/strategy.ts';
import type { ArmGroups } from '../pooling/arm-groups.ts';
import type { Effect } from '../pooling/effect.ts';
import { pooledPosterior } from '../pooling/pooled-posterior.ts';
import type { PoolingScales } from '../pooling/pooling-scales.ts';
import { COUNT, gramStart, REWARD, VECTOR } from './sums.ts';

export interface ArmToLearn {
  readonly action: ActionId;
  readonly groups: ArmGroups;
  /** [n, Σr, Σr², Σxr, Σxxᵀ], laid out for the model's names. */
  readonly sums: Float64Array;
}

export interface Belief {
  readonly theta: Float64Array;
  /** Packed upper triangle. */
  readonly covariance: Float64Array;
}

export interface Learned {
  /** One for each arm, in their order. */
  readonly beliefs: readonly Belief[];
  readonly effects: readonly Effect[];
}

export interface LearningSettings {
  readonly learner: Learner;
  readonly names: readonly string[];
  readonly ridge: number;
  readonly scales: PoolingScales;
}

/**
 * What these statistics make a learner believe of each arm.
 * @remarks `none` believes nothing (its rows are empty); `arm-means` a mean per arm whatever the context; `disjoint` a
 * ridge regression per arm, with LinUCB's width √(xᵀA⁻¹x), that is with a noise of 1; `hybrid` one regression that all
 * arms share and a rest per arm, both with ridge λ; `pooled` what arms of the same channel, days and time share too.
 * @throws {CorruptStateError} `not-positive-definite` when an arm's sums can't come from credits.
 */
export function learnArms(
  arms: readonly ArmToLearn[],
  { learner, names, ridge, scales }: LearningSettings,
): Learned {
  const dimension = names.length;
  switch (learner) {
    case 'none':
      return { beliefs: arms.map(() => NOTHING), effects: [] };
    case 'arm-means':
      return { beliefs: arms.map((arm) => armMean(arm, names, ridge)), effects: [] };
    case 'disjoint':
      return { beliefs: arms.map((arm) => ridgeRegression(arm, dimension, ridge)), effects: [] };
    case 'hybrid':
      return pooled(arms, dimension, hybridScales(ridge));
    case 'pooled':
      return pooled(arms, dimension, scales);
  }
}

const NOTHING: Belief = { theta: new Float64Array(0), covariance: new Float64Array(0) };

/** Li et al.'s hybrid model: unit noise, the shared and the own weights pulled to 0 by the same ridge. */
function hybridScales(ridge: number): PoolingScales {
  const scale = 1 / Math.sqrt(ridge);
  return { noise: 1, base: scale, channel: 0, day: 0, slot: 0, arm: scale };
}

function pooled(arms: readonly ArmToLearn[], dimension: number, scales: PoolingScales): Learned {
  const posterior = pooledPosterior({ dimension, arms, scales });
  return { beliefs: posterior.arms, effects: posterior.effects };
}

/** Σr ÷ (λ + n) on the intercept with the variance 1 ÷ (λ + n): the ridge regression on the intercept alone. */
function armMean({ sums }: ArmToLearn, names: readonly string[], ridge: number): Belief {
  const dimension = names.length;
  const theta = new Float64Array(dimension);
  const covariance = new Float64Array(triangleLength(dimension));
  const place = names.indexOf(INTERCEPT);
  const precision = ridge + at(sums, COUNT);
  theta[place] = at(sums, REWARD) / precision;
  covariance[upperRow(place, dimension) + place] = 1 / precision;
  return { theta, covariance };
}

function ridgeRegression({ action, sums }: ArmToLearn, dimension: number, ridge: number): Belief {
  const { lower, positiveDefinite, smallestPivot } = ridgeCholesky(
    sums.subarray(gramStart(dimension)),
    dimension,
    ridge,
  );
  if (!positiveDefinite) {
    throw new CorruptStateError(
      'not-positive-definite',
      `Arm ${action}: the ${dimension} × ${dimension} matrix λI + Σxxᵀ has the pivot ${smallestPivot}, below half the ` +
        `ridge ${ridge}; fold its statistics again from the decision ledger, or raise the ridge.`,
      { details: { arm: action, dimension, smallestPivot, ridge } },
    );
  }
  const vector = sums.subarray(VECTOR, gramStart(dimension));
  return {
    theta: solveLowerTransposed(lower, solveLower(lower, vector)),
    covariance: packedInverse(invertLower(lower, dimension), dimension),
  };
}
