import { at } from '../linear-algebra/at.ts';
import { triangleLength, upperRow } from '../linear-algebra/packed-triangle.ts';
import { ridgeSolver } from './ridge-solver.ts';

/** Σxxᵀ (packed upper triangle) and, for each target, Σxy: additive, so partial sums merge. */
export interface RegressionSums {
  /** Features per example. */
  readonly dimension: number;
  readonly count: number;
  readonly gram: Float64Array;
  readonly vectors: readonly Float64Array[];
}

export interface RegressionExample {
  readonly x: Float64Array;
  /** One value for each target. */
  readonly targets: Float64Array;
  /** What the example counts, ≥ 0; 1 when absent. */
  readonly weight?: number;
}

/** The sums of no example. */
export function emptyRegression(dimension: number, targets: number): RegressionSums {
  return {
    dimension,
    count: 0,
    gram: new Float64Array(triangleLength(dimension)),
    vectors: Array.from({ length: targets }, () => new Float64Array(dimension)),
  };
}

/** The sums with the examples added; the given sums stay as they are. One copy per call, so add many at once. */
export function addExamples(sums: RegressionSums, examples: readonly RegressionExample[]): RegressionSums {
  const gram = sums.gram.slice();
  const vectors = sums.vectors.map((vector) => vector.slice());
  for (const { x, targets, weight = 1 } of examples) {
    addOuterProduct(gram, x, weight);
    for (const [index, vector] of vectors.entries()) {
      const target = weight * at(targets, index);
      if (target === 0) continue;
      for (let j = 0; j < x.length; j++) vector[j] = at(vector, j) + target * at(x, j);
    }
  }
  return { ...sums, count: sums.count + examples.length, gram, vectors };
}

/** The sums of the examples of both; of one dimension and number of targets. */
export function mergeRegressions(a: RegressionSums, b: RegressionSums): RegressionSums {
  const sum = (left: Float64Array, right: Float64Array): Float64Array =>
    left.map((value, index) => value + at(right, index));
  return {
    dimension: a.dimension,
    count: a.count + b.count,
    gram: sum(a.gram, b.gram),
    vectors: a.vectors.map((vector, index) => {
      const other = b.vectors[index];
      return other === undefined ? vector : sum(vector, other);
    }),
  };
}

/**
 * θ = (λI + Σxxᵀ)⁻¹Σxy for each target: ridge regression, λ > 0, all coefficients pulled to 0 alike.
 * @throws {CorruptStateError} `not-positive-definite` when the sums aren't sums of finite examples.
 */
export function fitRidge({ dimension, gram, vectors }: RegressionSums, ridge: number): Float64Array[] {
  return vectors.map(ridgeSolver(gram, dimension, ridge));
}

/** Adds weight·xxᵀ to a packed upper triangle in place; zeros of x cost nothing. */
export function addOuterProduct(gram: Float64Array, x: Float64Array, weight: number): void {
  const dimension = x.length;
  for (let i = 0; i < dimension; i++) {
    const scaled = weight * at(x, i);
    if (scaled === 0) continue;
    const row = upperRow(i, dimension);
    for (let j = i; j < dimension; j++) gram[row + j] = at(gram, row + j) + scaled * at(x, j);
  }
}
