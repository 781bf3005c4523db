import { describe, expect, it } from 'vitest';
import {
  adaptiveEstimate,
  adaptiveInterval,
  doublyRobustScore,
} from '../../../../src/core/inference/adaptive-estimate.ts';
import { stableWeight, twoPointWeights } from '../../../../src/core/inference/adaptive-weights.ts';
import { adjustedDifference, interactedDifference } from '../../../../src/core/inference/cuped.ts';
import { differenceOf, ratioEstimate } from '../../../../src/core/inference/ratio-metric.ts';
import { vectorMoments } from '../../../../src/core/inference/vector-moments.ts';

function momentsOf(rows: readonly (readonly number[])[]) {
  const { add, empty, value } = vectorMoments(rows[0]?.length ?? 0);
  const moments = value(rows.reduce(add, empty));
  if (moments === undefined) throw new RangeError('no rows');
  return moments;
}

describe('regression adjustment', () => {
  // y = 1 + 2x and y = 4 + 2x exactly: the covariate explains all, the effect is 3.
  const control = [0, 1, 2, 3].map((x) => [1 + 2 * x, x]);
  const treatment = [2, 3, 5, 6].map((x) => [4 + 2 * x, x]);

  it('takes out what the covariate explains', () => {
    const groups = { control: momentsOf(control), treatment: momentsOf(treatment) };
    for (const difference of [adjustedDifference(groups), interactedDifference(groups)]) {
      expect(difference.estimate).toBeCloseTo(3, 9);
      expect(difference.standardError).toBeLessThan(1e-6);
      expect(difference.count).toBe(8);
    }
  });

  it('is the plain difference and its Welch error without covariates', () => {
    const groups = { control: momentsOf([[1], [2], [3]]), treatment: momentsOf([[4], [8]]) };
    const { estimate, standardError } = adjustedDifference(groups);
    expect(estimate).toBeCloseTo(4, 12);
    expect(standardError).toBeCloseTo(Math.sqrt(1 / 3 + 8 / 2), 12);
  });

  it('ignores constant covariates and copies', () => {
    const odd = (rows: readonly (readonly number[])[]) => rows.map((row) => [...row, row[1] ?? 0, 7]);
    const groups = { control: momentsOf(odd(control)), treatment: momentsOf(odd(treatment)) };
    expect(adjustedDifference(groups).estimate).toBeCloseTo(3, 9);
    expect(interactedDifference(groups).estimate).toBeCloseTo(3, 9);
  });

  it('drops the copy, not what another covariate explains', () => {
    // y = z + 2x + 3·treated with columns z, x and x again; z and x vary on their own.
    const rows = (treated: number) =>
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [3, 2 + treated],
        [1 + treated, 4],
      ].map(([z = 0, x = 0]) => [z + 2 * x + 3 * treated, z, x, x]);
    const groups = { control: momentsOf(rows(0)), treatment: momentsOf(rows(1)) };
    expect(adjustedDifference(groups).estimate).toBeCloseTo(3, 9);
    expect(adjustedDifference(groups).standardError).toBeLessThan(1e-6);
  });

  it('evaluates each line at the mean of all, and counts how the effect varies', () => {
    // y = x and y = 3x: at the overall mean x = 2 the effect is 4.
    const groups = {
      control: momentsOf([0, 1, 2].map((x) => [x, x])),
      treatment: momentsOf([2, 3, 4].map((x) => [3 * x, x])),
    };
    const found = interactedDifference(groups);
    expect(found.estimate).toBeCloseTo(4, 12);
    // Slopes differ by 2 and x varies by 1 within groups: √(2²·1 ÷ 6).
    expect(found.standardError).toBeCloseTo(Math.sqrt(4 / 6), 9);
  });

  it('refuses single units and unlike covariates', () => {
    const one = momentsOf([[1, 2]]);
    expect(() => adjustedDifference({ control: one, treatment: momentsOf(treatment) })).toThrow(
      /^control has 1 units/,
    );
    expect(() =>
      adjustedDifference({ control: momentsOf([[1], [2]]), treatment: momentsOf(treatment) }),
    ).toThrow(/other covariates/);
    expect(() => vectorMoments(2).add(vectorMoments(2).empty, [1])).toThrow(/^vector has 1 numbers/);
  });
});

describe('ratio metrics', () => {
  it('equal the mean and its error when every unit has size 1', () => {
    const found = ratioEstimate(momentsOf([1, 2, 4, 9].map((y) => [y, 1])));
    expect(found.estimate).toBeCloseTo(4, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt((9 + 4 + 0 + 25) / 3 / 4), 12);
  });

  it('know that decisions of one borrower are not independent', () => {
    // Ten borrowers with five equal decisions each: worth ten observations, not fifty.
    const rates = [0, 1, 0, 1, 1, 0, 1, 0, 1, 0];
    const clustered = ratioEstimate(momentsOf(rates.map((rate) => [5 * rate, 5])));
    const single = ratioEstimate(momentsOf(rates.map((rate) => [rate, 1])));
    expect(clustered.standardError).toBeCloseTo(single.standardError, 12);
    const difference = differenceOf(clustered, { ...single, estimate: 0.2 });
    expect(difference.estimate).toBeCloseTo(0.3, 12);
    expect(difference.standardError).toBeCloseTo(Math.SQRT2 * single.standardError, 12);
  });

  it.each([
    [[[1, 1]]],
    [[[1], [2]]],
    [
      [
        [1, 0],
        [2, 0],
      ],
    ],
  ])('refuse %j', (rows) => {
    expect(() => ratioEstimate(momentsOf(rows))).toThrow(/^perUnit has/);
  });
});

describe('the adaptive estimate', () => {
  it('corrects a prediction only where the arm was chosen', () => {
    expect(doublyRobustScore({ propensity: 0.25, prediction: 0.4 })).toBe(0.4);
    expect(doublyRobustScore({ propensity: 0.25, prediction: 0.4, reward: 1 })).toBeCloseTo(2.8, 12);
    expect(() => doublyRobustScore({ propensity: 0, prediction: 0 })).toThrow(/^propensity is 0/);
  });

  it('is the weighted mean with the error of its weights', () => {
    const state = [
      { score: 1, weight: 1 },
      { score: 4, weight: 2 },
    ].reduce(adaptiveEstimate.add, adaptiveEstimate.empty);
    const found = adaptiveEstimate.value(state);
    expect(found?.estimate).toBeCloseTo(3, 12);
    expect(found?.standardError).toBeCloseTo(Math.sqrt(4 + 4) / 3, 12);
    expect(adaptiveEstimate.value(adaptiveEstimate.empty)).toBeUndefined();
    expect(adaptiveInterval({ estimate: 1, standardError: 1 }, 0.05).upper).toBeCloseTo(2.959964, 6);
  });

  it('allots all of the variance, evenly to an arm that is always chosen', () => {
    const settings = { decisions: 4, floorDecay: 0.7 };
    for (const weight of twoPointWeights([1, 1, 1, 1], settings)) expect(weight).toBeCloseTo(0.5, 12);
    const propensities = [0.5, 0.2, 0.7, 0.1];
    const shares = twoPointWeights(propensities, settings).map((h, t) => h ** 2 / (propensities[t] ?? 0));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(stableWeight(0.25)).toBe(0.5);
    expect(() => twoPointWeights([1, 1], { decisions: 1, floorDecay: 0.7 })).toThrow(/^decisions is 1/);
  });
});
