import { InvalidInputError } from '../errors.ts';
import type { Estimator } from '../evaluation/estimator.ts';
import { at } from '../linear-algebra/at.ts';

/** Count, means and sums of products of deviations from the means: row by row, the whole square. */
export interface VectorMomentsState {
  readonly count: number;
  readonly mean: Float64Array;
  readonly products: Float64Array;
}

export interface VectorMoments {
  readonly count: number;
  readonly mean: Float64Array;
  /** Unbiased (divided by count − 1), symmetric, row by row; all 0 for a single vector. */
  readonly covariance: Float64Array;
}

/**
 * Means and covariances of vectors in one pass; undefined before the first.
 * @param dimension how many numbers each vector has; one with another number is an {@link InvalidInputError}.
 * @see Chan, Golub and LeVeque, 1979.
 */
export function vectorMoments(
  dimension: number,
): Estimator<VectorMomentsState, ArrayLike<number>, VectorMoments> {
  const empty: VectorMomentsState = {
    count: 0,
    mean: new Float64Array(dimension),
    products: new Float64Array(dimension * dimension),
  };
  const merge = (a: VectorMomentsState, b: VectorMomentsState): VectorMomentsState => {
    if (a.count === 0) return b;
    if (b.count === 0) return a;
    const count = a.count + b.count;
    const shift = b.mean.map((mean, i) => mean - at(a.mean, i));
    const weight = (a.count * b.count) / count;
    return {
      count,
      mean: a.mean.map((mean, i) => mean + (at(shift, i) * b.count) / count),
      products: a.products.map((product, index) => {
        const [i, j] = [Math.floor(index / dimension), index % dimension];
        return product + at(b.products, index) + weight * (at(shift, i) * at(shift, j));
      }),
    };
  };
  return {
    empty,
    merge,
    add: (state, vector) => {
      if (vector.length !== dimension) throw wrongLength(vector.length, dimension);
      return merge(state, { ...empty, count: 1, mean: Float64Array.from(vector) });
    },
    value: ({ count, mean, products }) =>
      count === 0
        ? undefined
        : { count, mean, covariance: products.map((product) => (count === 1 ? 0 : product / (count - 1))) },
  };
}

function wrongLength(length: number, dimension: number): InvalidInputError {
  const [problem, fix] = [`has ${length} numbers`, `Give ${dimension}.`];
  return new InvalidInputError('config-invalid', `vector ${problem}. ${fix}`, {
    fields: [{ pointer: '/vector', problem, fix }],
  });
}
