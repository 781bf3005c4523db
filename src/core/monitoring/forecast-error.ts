import { at } from '../linear-algebra/at.ts';
import { forwardSolve } from '../linear-algebra/dense-cholesky.ts';
import { dot } from '../linear-algebra/dot.ts';
import { upperRow } from '../linear-algebra/packed-triangle.ts';
import { COUNT, gramStart, REWARD } from '../model/sums.ts';
import { bestNoise, evidenceParts, leastNoise } from '../pooling/log-evidence.ts';
import { unpackArm } from '../pooling/pooled-arm.ts';
import { eliminateArms } from '../pooling/shared-system.ts';
import { solveEffects } from '../pooling/solve-effects.ts';

/** An arm's sums [n, Σr, Σr², Σxr, Σxxᵀ]: what was known before a week, and what the week brought. */
export interface ArmBeforeAndNow {
  readonly before: Float64Array;
  readonly now: Float64Array;
}

export interface ForecastModel {
  /** d. */
  readonly dimension: number;
  /** The place of the feature that is 1 for every context. */
  readonly intercept: number;
  /** How far a channel's weights lie from 0, and an arm's from its channel's: standard deviations ÷ noise, > 0. */
  readonly sharedRatio: number;
  readonly ownRatio: number;
}

/** How far a channel's week was from what had been learned before it. */
export interface ForecastError {
  /** n of the week. */
  readonly count: number;
  /** Σ(r − xᵀθ) over the week. */
  readonly error: number;
  /** Its variance as long as nothing changes: that of the rewards, and of what θ may be off. */
  readonly variance: number;
}

const BASE = [{ kind: 'base', name: '' }] as const;

/**
 * The error of the forecast that the past of a channel's arms makes of their week, from sums alone: with Σx, the row of
 * Σxxᵀ for the intercept, it is Σr − θᵀΣx for each arm.
 * @param arms All arms of the channel; at least one with a past.
 * @remarks The learner is Li's hybrid LinUCB within the channel: θ_a = what the channel's arms share + the arm's own.
 * Unlike the sum of each arm's own uncertainty, the variance is that of all arms jointly, since they share what may be
 * off. The noise is the channel's own. Given the model, errors of different weeks are independent.
 * @see Brown, Durbin and Evans, "Techniques for testing the constancy of regression relationships over time", 1975.
 * @throws {CorruptStateError} `not-positive-definite` when sums can't be sums of x·xᵀ.
 */
export function forecastError(arms: readonly ArmBeforeAndNow[], model: ForecastModel): ForecastError {
  const { dimension, intercept, sharedRatio, ownRatio } = model;
  const own = ownRatio * ownRatio;
  const past = arms.map(({ before }) => unpackArm({ groups: {}, sums: before }, dimension));
  const everyArm = { levels: BASE, memberships: arms.map(() => [0]) };
  const { system, arms: learned } = eliminateArms(past, everyArm, dimension, own);
  const effects = solveEffects(system, [sharedRatio]);
  const shared = effects.means.map((mean) => sharedRatio * mean);
  const rewards = past.reduce((sum, { rewardSum }) => sum + rewardSum, 0) / system.count;
  const spread = system.rewardSquareSum / system.count - rewards * rewards;
  const noise = bestNoise(evidenceParts(system, effects), leastNoise(spread));

  const pulled = new Float64Array(dimension);
  let [count, error, ownVariance] = [0, 0, 0];
  arms.forEach(({ now }, index) => {
    const arm = learned[index];
    const sum = featureSums(now, dimension, intercept);
    // W·Σx: how much of what is shared, and of what is the arm's own, the week's contexts meet.
    const met =
      arm === undefined ? sum : sum.map((_, i) => dot(arm.shrinkage, i * dimension, sum, 0, dimension));
    const ownMean = arm === undefined ? 0 : own * dot(arm.pull, 0, sum, 0, dimension);
    count += at(now, COUNT);
    error += at(now, REWARD) - dot(shared, 0, met, 0, dimension) - ownMean;
    ownVariance += own * dot(sum, 0, met, 0, dimension);
    for (let i = 0; i < dimension; i++) pulled[i] = at(pulled, i) + sharedRatio * at(met, i);
  });
  const whitened = forwardSolve(effects.factor, dimension, pulled);
  const sharedVariance = dot(whitened, 0, whitened, 0, dimension);
  return { count, error, variance: noise * noise * (count + ownVariance + sharedVariance) };
}

/** Σx: the row and column of Σxxᵀ for the feature that is always 1. */
function featureSums(sums: Float64Array, dimension: number, intercept: number): Float64Array {
  const gram = gramStart(dimension);
  return Float64Array.from({ length: dimension }, (_, i) => {
    const [row, column] = i < intercept ? [i, intercept] : [intercept, i];
    return at(sums, gram + upperRow(row, dimension) + column);
  });
}
