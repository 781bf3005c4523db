import {
  addExamples,
  emptyRegression,
  fitRidge,
  type RegressionExample,
  type RegressionSums,
} from '../../src/core/evaluation/ridge-regression.ts';

/** Linear regressions that learn from examples in batches and choose greedily; plain data. */
export interface Supervised {
  readonly sums: readonly RegressionSums[];
  /** One coefficient vector for each action. */
  readonly coefficients: readonly Float64Array[];
}

/** One Gram matrix for all actions (`shared`: every example tells about each), or one per action. */
export function newSupervised(dimension: number, actions: number, shared: boolean): Supervised {
  return {
    sums: shared
      ? [emptyRegression(dimension, actions)]
      : Array.from({ length: actions }, () => emptyRegression(dimension, 1)),
    coefficients: Array.from({ length: actions }, () => new Float64Array(dimension)),
  };
}

/** @param examples one list for each of `sums`. */
export function learnSupervised(
  { sums }: Supervised,
  examples: readonly (readonly RegressionExample[])[],
  ridge: number,
): Supervised {
  const next = sums.map((each, index) => addExamples(each, examples[index] ?? []));
  return { sums: next, coefficients: next.flatMap((each) => fitRidge(each, ridge)) };
}

/** The action with the highest estimate; the first of equals. */
export function greedyAction({ coefficients }: Supervised, x: Float64Array): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [action, theta] of coefficients.entries()) {
    let estimate = 0;
    for (const [j, value] of x.entries()) estimate += value * (theta[j] ?? 0);
    if (estimate > highest) {
      highest = estimate;
      best = action;
    }
  }
  return best;
}
