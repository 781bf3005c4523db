import type { Estimator } from './estimator.ts';
import { importanceWeight, type LoggedExample } from './logged-example.ts';

export interface WeightState {
  readonly count: number;
  readonly sum: number;
  readonly squareSum: number;
  readonly largest: number;
}

export interface WeightDiagnostics {
  /** (Σw)² ÷ Σw²: how many rows of the policy's own log these are worth; 0 when no row has weight. */
  readonly effectiveSampleSize: number;
  /** Close to 1 when the logged propensities are right and the log covers the policy. */
  readonly meanWeight: number;
  readonly largestWeight: number;
}

/** What the importance weights say about how far an off-policy value can be trusted. */
export const weightDiagnostics: Estimator<WeightState, LoggedExample, WeightDiagnostics> = {
  empty: { count: 0, sum: 0, squareSum: 0, largest: 0 },
  add: (state, example) => {
    const weight = importanceWeight(example);
    return {
      count: state.count + 1,
      sum: state.sum + weight,
      squareSum: state.squareSum + weight * weight,
      largest: Math.max(state.largest, weight),
    };
  },
  merge: (a, b) => ({
    count: a.count + b.count,
    sum: a.sum + b.sum,
    squareSum: a.squareSum + b.squareSum,
    largest: Math.max(a.largest, b.largest),
  }),
  value: ({ count, sum, squareSum, largest }) =>
    count === 0
      ? undefined
      : {
          effectiveSampleSize: squareSum > 0 ? (sum * sum) / squareSum : 0,
          meanWeight: sum / count,
          largestWeight: largest,
        },
};
