import type { Estimator } from './estimator.ts';
import { type Moments, type MomentsState, moments } from './moments.ts';

/** An estimator that is the mean of one number per example. */
export type MeanEstimator<Example> = Estimator<MomentsState, Example, Moments>;

/** The mean of what each example counts, with its moments; undefined before the first example. */
export function meanOf<Example>(measure: (example: Example) => number): MeanEstimator<Example> {
  return {
    empty: moments.empty,
    add: (state, example) => moments.add(state, measure(example)),
    merge: moments.merge,
    value: moments.value,
  };
}
