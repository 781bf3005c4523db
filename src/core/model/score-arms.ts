import { CorruptStateError, InvariantError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import { upperRow } from '../linear-algebra/packed-triangle.ts';
import {
  innerProduct,
  quadraticForm,
  type SparseSquare,
  sparseSquare,
} from '../linear-algebra/sparse-square.ts';
import type { ScoredActions } from '../policy/scored-actions.ts';
import type { SnapshotArm } from './snapshot.ts';

/** How far below 0, as a part of its largest possible value, rounding may bring a variance. */
const ROUNDING = 1e-9;

/** 2⁻¹⁰²²: below it float64 has no relative precision, so no part of a value means anything. */
const LEAST_NORMAL = 2.2250738585072014e-308;

/**
 * What the arms believe of a context: mean xᵀθ and width √(xᵀCx) of each, in reward units.
 * @param arms Sorted by action.
 * @remarks Every sum runs in a fixed order, so the bits are the same on every machine (invariant 5). Zeros of x are
 * passed over: contexts are mostly one-hot, so most of the d(d+1)/2 products vanish.
 * @see Li, Chu, Langford and Schapire 2010, algorithm 1, lines 8 to 9.
 * @throws {InvariantError} `unreachable` when x is not as long as θ.
 * @throws {CorruptStateError} `not-positive-definite` when a variance is negative beyond rounding.
 */
export function scoreArms(arms: readonly SnapshotArm[], x: Float64Array): ScoredActions {
  const square = sparseSquare(x);
  const means = new Float64Array(arms.length);
  const costs = new Float64Array(arms.length);
  const widths = new Float64Array(arms.length);
  arms.forEach((arm, index) => {
    if (x.length !== arm.theta.length) {
      throw new InvariantError(
        'unreachable',
        `A vector of ${x.length} features met a model of ${arm.theta.length}.`,
      );
    }
    means[index] = innerProduct(arm.theta, square);
    costs[index] = arm.cost + arm.price;
    widths[index] = widthOf(arm, square, x);
  });
  return {
    actions: arms.map(({ action }) => action),
    channels: arms.map(({ groups }) => groups.channel ?? ''),
    means,
    costs,
    widths,
  };
}

/** A variance that rounding made slightly negative is 0; one that is clearly negative means a damaged model. */
function widthOf({ action, covariance }: SnapshotArm, square: SparseSquare, x: Float64Array): number {
  const variance = quadraticForm(covariance, square);
  if (variance >= 0) return Math.sqrt(variance);
  const largest =
    x.length *
    x.reduce((sum, value, i) => sum + value * value * at(covariance, upperRow(i, x.length) + i), 0);
  if (variance >= -ROUNDING * largest - LEAST_NORMAL) return 0;
  throw new CorruptStateError(
    'not-positive-definite',
    `Arm ${action} has a variance of ${variance}; publish the model again from its statistics.`,
    { details: { arm: action, variance } },
  );
}
