import { at } from '../linear-algebra/at.ts';
import { dot } from '../linear-algebra/dot.ts';
import { triangleLength } from '../linear-algebra/packed-triangle.ts';
import type { EliminatedArm } from './eliminate-arm.ts';

export interface ArmPosterior {
  /** E[θ_a]: the sum of the expectations of the effects it has part in and of its own rest. */
  readonly theta: Float64Array;
  /** Cov[θ_a], packed upper triangle row by row, in reward units²; the noise of a reward is not in it. */
  readonly covariance: Float64Array;
}

/** What the shared effects say about an arm. */
export interface SharedBelief {
  /** m: the expectation of the sum of the effects it has part in. */
  readonly mean: Float64Array;
  /** S: the covariance of that sum ÷ noise², row by row, exactly symmetric. */
  readonly covariance: Float64Array;
}

/**
 * Joins what the shared effects say about an arm with its own data.
 * @param own what the arm's data say; nothing for a cold arm.
 * @param variance κ = (arm scale ÷ noise scale)².
 * @remarks θ = W(m + κb) and Cov = noise²·(κW + W·S·W): the arm's own rest, and the effects as far as its data leave
 * them standing.
 */
export function armPosterior(
  own: EliminatedArm | undefined,
  { mean, covariance }: SharedBelief,
  variance: number,
  noise: number,
): ArmPosterior {
  const dimension = mean.length;
  if (own === undefined) {
    return { theta: mean, covariance: packSum(undefined, covariance, variance, noise, dimension) };
  }
  const { shrinkage, pull } = own;
  const theta = mean.map(
    (_, i) => variance * at(pull, i) + dot(shrinkage, i * dimension, mean, 0, dimension),
  );
  const shrunk = shrinkBothSides(shrinkage, covariance, dimension);
  return { theta, covariance: packSum(shrinkage, shrunk, variance, noise, dimension) };
}

/** W·S·W, of which only the upper triangle is filled. */
function shrinkBothSides(shrinkage: Float64Array, covariance: Float64Array, dimension: number): Float64Array {
  const left = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j < dimension; j++) {
      left[i * dimension + j] = dot(shrinkage, i * dimension, covariance, j * dimension, dimension);
    }
  }
  const both = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = i; j < dimension; j++) {
      both[i * dimension + j] = dot(left, i * dimension, shrinkage, j * dimension, dimension);
    }
  }
  return both;
}

/** noise²·(κ·W + S), its upper triangle packed; W = I when none is given. */
function packSum(
  shrinkage: Float64Array | undefined,
  shared: Float64Array,
  variance: number,
  noise: number,
  dimension: number,
): Float64Array {
  const packed = new Float64Array(triangleLength(dimension));
  let place = 0;
  for (let i = 0; i < dimension; i++) {
    for (let j = i; j < dimension; j++) {
      const identity = i === j ? 1 : 0;
      const own = shrinkage === undefined ? identity : at(shrinkage, i * dimension + j);
      packed[place++] = noise * noise * (variance * own + at(shared, i * dimension + j));
    }
  }
  return packed;
}
