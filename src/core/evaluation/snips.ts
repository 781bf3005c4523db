import type { Estimator } from './estimator.ts';
import { importanceWeight, type LoggedExample } from './logged-example.ts';

export interface SnipsState {
  readonly weight: number;
  readonly weightedReward: number;
  readonly squaredWeight: number;
  readonly squaredWeightReward: number;
  readonly squaredWeightedReward: number;
}

export interface SnipsValue {
  readonly mean: number;
  /** By the delta method: √Σw²(r − mean)² ÷ Σw. */
  readonly standardError: number;
}

/**
 * Self-normalised inverse propensity score: Σwr ÷ Σw with w = π(a|x) ÷ μ(a|x).
 * @remarks Stays within the range of the rewards; biased, consistent. Undefined until Σw > 0.
 * @see Swaminathan and Joachims, The Self-Normalized Estimator for Counterfactual Learning, 2015.
 */
export const snips: Estimator<SnipsState, LoggedExample, SnipsValue> = {
  empty: {
    weight: 0,
    weightedReward: 0,
    squaredWeight: 0,
    squaredWeightReward: 0,
    squaredWeightedReward: 0,
  },
  add: (state, example) => {
    const weight = importanceWeight(example);
    const { reward } = example;
    return {
      weight: state.weight + weight,
      weightedReward: state.weightedReward + weight * reward,
      squaredWeight: state.squaredWeight + weight * weight,
      squaredWeightReward: state.squaredWeightReward + weight * weight * reward,
      squaredWeightedReward: state.squaredWeightedReward + weight * weight * reward * reward,
    };
  },
  merge: (a, b) => ({
    weight: a.weight + b.weight,
    weightedReward: a.weightedReward + b.weightedReward,
    squaredWeight: a.squaredWeight + b.squaredWeight,
    squaredWeightReward: a.squaredWeightReward + b.squaredWeightReward,
    squaredWeightedReward: a.squaredWeightedReward + b.squaredWeightedReward,
  }),
  value: (state) => {
    if (!(state.weight > 0)) return undefined;
    const mean = state.weightedReward / state.weight;
    const spread =
      state.squaredWeightedReward - 2 * mean * state.squaredWeightReward + mean * mean * state.squaredWeight;
    return { mean, standardError: Math.sqrt(Math.max(0, spread)) / state.weight };
  },
};
