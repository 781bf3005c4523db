import { describe, expect, it } from 'vitest';
import { CorruptStateError } from '../../../../src/core/errors.ts';
import {
  fitLogistic,
  type LogisticProblem,
  logisticProbability,
} from '../../../../src/core/evaluation/logistic-regression.ts';

const vectors = (...rows: number[][]): Float64Array[] => rows.map((row) => Float64Array.from(row));

/** The penalised negative log likelihood, written down anew from its definition. */
function objective({ examples, outcomes, ridge, prior }: LogisticProblem, theta: readonly number[]): number {
  const penalty = theta.reduce((sum, each, i) => sum + (ridge / 2) * (each - (prior[i] ?? 0)) ** 2, 0);
  return examples.reduce((sum, x, index) => {
    const score = x.reduce((dot, value, i) => dot + value * (theta[i] ?? 0), 0);
    const probability = 1 / (1 + Math.exp(-score));
    return sum - Math.log(outcomes[index] === 1 ? probability : 1 - probability);
  }, penalty);
}

describe('fitLogistic', () => {
  const problem: LogisticProblem = {
    examples: vectors([1, -1.5], [1, -0.5], [1, 0.25], [1, 0.5], [1, 1], [1, 2]),
    outcomes: [0, 0, 1, 0, 1, 1],
    ridge: 0.5,
    prior: new Float64Array(2),
  };

  it('finds the point that a search of the whole plane finds', () => {
    const { coefficients, converged } = fitLogistic(problem);
    let best = { value: Number.POSITIVE_INFINITY, at: [0, 0] };
    let [middle, width] = [[0, 0], 4];
    for (let zoom = 0; zoom < 12; zoom++, width /= 3) {
      for (let i = -10; i <= 10; i++) {
        for (let j = -10; j <= 10; j++) {
          const at = [(middle[0] ?? 0) + (i * width) / 10, (middle[1] ?? 0) + (j * width) / 10];
          const value = objective(problem, at);
          if (value < best.value) best = { value, at };
        }
      }
      middle = best.at;
    }
    expect(converged).toBe(true);
    expect(coefficients[0]).toBeCloseTo(best.at[0] ?? 0, 4);
    expect(coefficients[1]).toBeCloseTo(best.at[1] ?? 0, 4);
  });

  it('gives the log odds of the rate when there is only an intercept and hardly a ridge', () => {
    const { coefficients } = fitLogistic({
      examples: Array.from({ length: 40 }, () => Float64Array.of(1)),
      outcomes: Array.from({ length: 40 }, (_, i) => (i < 10 ? 1 : 0)),
      ridge: 1e-9,
      prior: new Float64Array(1),
    });
    expect(coefficients[0]).toBeCloseTo(Math.log(10 / 30), 6);
  });

  it('stays at the prior without examples', () => {
    const prior = Float64Array.of(0.5, -2);
    expect(fitLogistic({ examples: [], outcomes: [], ridge: 1, prior }).coefficients).toEqual(prior);
  });

  it('converges where the outcomes are separated and the likelihood alone has no maximum', () => {
    const { coefficients, converged } = fitLogistic({
      examples: vectors([1, -3], [1, -2], [1, 2], [1, 3]),
      outcomes: [0, 0, 1, 1],
      ridge: 1e-4,
      prior: new Float64Array(2),
    });
    expect(converged).toBe(true);
    expect(logisticProbability(coefficients, Float64Array.of(1, 3))).toBeGreaterThan(0.999);
  });

  it('converges from a prior so far off that a full Newton step overshoots', () => {
    const { converged, gradient } = fitLogistic({ ...problem, ridge: 0.01, prior: Float64Array.of(9, -9) });
    expect(converged).toBe(true);
    expect(gradient).toBeLessThan(1e-8);
  });

  it('refuses an example that is not finite', () => {
    const examples = vectors([1, Number.NaN], [1, 1]);
    expect(() => fitLogistic({ ...problem, examples, outcomes: [0, 1] })).toThrow(CorruptStateError);
  });
});
