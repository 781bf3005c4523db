import type { SumStatistic } from './bootstrap.ts';
import { importanceWeight, type LoggedExample } from './logged-example.ts';
import type { ModelledExample } from './modelled-example.ts';

/** The mean of one number per example: IPS, DM, DR and their relatives. */
export function meanStatistic<Example>(measure: (example: Example) => number): SumStatistic<Example> {
  return {
    size: 2,
    parts: (example) => [1, measure(example)],
    estimate: ([count = 0, sum = 0]) => (count > 0 ? sum / count : undefined),
  };
}

/** SNIPS: Σwr ÷ Σw. */
export const snipsStatistic: SumStatistic<LoggedExample> = {
  size: 2,
  parts: (example) => {
    const weight = importanceWeight(example);
    return [weight, weight * example.reward];
  },
  estimate: ([weight = 0, reward = 0]) => (weight > 0 ? reward / weight : undefined),
};

/** Doubly robust, as a mean: Σ π·q̂ + w·(r − q̂). */
export const doublyRobustStatistic: SumStatistic<ModelledExample> = meanStatistic(
  (example) => example.predictedOfTarget + importanceWeight(example) * (example.reward - example.predicted),
);

/** SNDR: the mean of Σ π·q̂ plus Σ w·(r − q̂) ÷ Σ w. */
export const selfNormalisedDoublyRobustStatistic: SumStatistic<ModelledExample> = {
  size: 4,
  parts: (example) => {
    const weight = importanceWeight(example);
    return [1, example.predictedOfTarget, weight, weight * (example.reward - example.predicted)];
  },
  estimate: ([count = 0, predicted = 0, weight = 0, correction = 0]) =>
    count > 0 && weight > 0 ? predicted / count + correction / weight : undefined,
};
