import { describe, expect, test } from 'vitest';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { explorationBonus, explorerShares } from '../../../../src/core/policy/explore.ts';
import { floorShareOf, withFloor } from '../../../../src/core/policy/floor.ts';
import { meanWinningBonus, randUcbShares } from '../../../../src/core/policy/randucb.ts';
import { RANDUCB_WEIGHTS } from '../../../../src/core/policy/randucb-weights.ts';
import { arm } from '../../../support/builders/identifiers.ts';
import { explored, scoredActions } from '../../../support/builders/scored-actions.ts';

const scores = (means: readonly number[], widths: readonly number[]) =>
  means.map((mean, index) => ({ action: arm(`a@${index}`), mean, uncertainty: widths[index] ?? 0, cost: 0 }));
const exploration = (beta: number, epsilon = 0.05) => ({ beta, epsilon, gamma: 0 });
const sharesOf = (means: readonly number[], widths: readonly number[], beta: number) =>
  explorerShares('randucb', scoredActions(scores(means, widths)), exploration(beta));

describe('the table of Z', () => {
  test('is the normal density of σ = 1/8 on twenty points, the last one 10⁻⁶, normalised', () => {
    const density = (z: number) => (Math.exp(-z * z * 32) * 8) / Math.sqrt(2 * Math.PI);
    const points = Array.from({ length: 20 }, (_, m) => (m === 19 ? 1e-6 : density(m / 19)));
    const total = points.reduce((sum, point) => sum + point, 0);
    expect(RANDUCB_WEIGHTS).toHaveLength(20);
    RANDUCB_WEIGHTS.forEach((weight, m) => {
      const expected = (points[m] ?? Number.NaN) / total;
      expect(Math.abs(weight / expected - 1)).toBeLessThan(1e-14);
    });
  });

  test('sums to 1 and has the mean 0.0841', () => {
    expect(RANDUCB_WEIGHTS.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 15);
    expect(RANDUCB_WEIGHTS.reduce((sum, weight, m) => sum + (weight * m) / 19, 0)).toBeCloseTo(0.0841, 4);
  });
});

describe('shares before the floor', () => {
  const LEVELS = Float64Array.of(0.3, 0.28, 0.2, 0.25);
  const SLOPES = Float64Array.of(0.02, 0.1, 0.4, 0.01);

  test('a vector that was computed by hand', () => {
    const expected = [0.95181559, 0.03136297, 0.01682145, 0];
    expect([...randUcbShares(LEVELS, SLOPES)]).toEqual(expected.map((share) => expect.closeTo(share, 8)));
  });

  test('the bonus is Z·slope where the action wins, and 0 where it never does', () => {
    // From the table: the first action wins up to Z = 4/19, the second at 5/19 alone, the third beyond.
    const mean = (points: readonly number[]) => {
      const mass = points.reduce((sum, m) => sum + (RANDUCB_WEIGHTS[m] ?? 0), 0);
      return points.reduce((sum, m) => sum + (RANDUCB_WEIGHTS[m] ?? 0) * (m / 19), 0) / mass;
    };
    const third = Array.from({ length: 14 }, (_, index) => index + 6);
    const expected = [0.02 * mean([0, 1, 2, 3, 4]), 0.1 * (5 / 19), 0.4 * mean(third), 0];
    expected.forEach((bonus, index) => {
      expect(meanWinningBonus(LEVELS, SLOPES, index)).toBeCloseTo(bonus, 15);
    });
  });

  test('β stretches the widths, and nothing else', () => {
    const tripled = sharesOf([0.3, 0.25], [0.02, 0.1], 3);
    expect(tripled).toEqual(sharesOf([0.3, 0.25], [0.06, 0.1 * 3], 1));
    expect(tripled[1]).toBeGreaterThan(0);
  });

  test('cost is taken off the mean', () => {
    const dear = { action: arm('call@x'), mean: 0.5, uncertainty: 0, cost: 0.25 };
    const cheap = { action: arm('sms@x'), mean: 0.375, uncertainty: 0, cost: 0 };
    const shares = explorerShares('randucb', scoredActions([dear, cheap]), exploration(1));
    expect([...shares].map((share) => Math.round(share))).toEqual([0, 1]);
  });

  test.each(['randucb', 'arg-max', 'inverse-gap'] as const)(
    '%s: a score that is no number is a defect, not a loser',
    (explorer) => {
      const invalid = expect.objectContaining({ code: 'distribution-invalid' });
      const shares = (means: readonly number[], widths: readonly number[]) =>
        explorerShares(explorer, scoredActions(scores(means, widths)), exploration(1));
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        expect(() => shares([0.3, value], [0.1, 0.1])).toThrow(invalid);
        expect(() => shares([0.3, 0.2], [0.1, value])).toThrow(invalid);
      }
      expect(() => shares([0.3, 0.2], [0.1, -0.1])).toThrow(invalid);
    },
  );
});

describe('the bonus that an explanation tells', () => {
  const scored = scoredActions(scores([0.3, 0.1], [0.01, 0.5]));

  test.each([
    ['randucb', meanWinningBonus(Float64Array.of(0.3, 0.1), Float64Array.of(0.02, 1), 1)],
    ['arg-max', 0.5],
    ['inverse-gap', 0],
  ] as const)('is for %s %d', (explorer, bonus) => {
    expect(explorationBonus(explorer, scored, exploration(2), 1)).toBe(bonus);
  });
});

test('arg-max counts one width of uncertainty, whatever β is', () => {
  const scored = scoredActions(scores([0.3, 0.1], [0.25, 0.5]));
  for (const beta of [0, 1, 20]) {
    expect([...explorerShares('arg-max', scored, exploration(beta))]).toEqual([0, 1]);
    expect(explorationBonus('arg-max', scored, exploration(beta), 0)).toBe(0.25);
  }
});

describe('the floor', () => {
  test('is an even share of ε for each action', () => {
    expect([...withFloor(Float64Array.of(1, 0, 0, 0), 0.2)]).toEqual([0.8 + 0.05, 0.05, 0.05, 0.05]);
  });

  test('is all of the probability of an action that the policy itself would never take', () => {
    const [best = 0, other = 0] = withFloor(Float64Array.of(1, 0, 0), 0.05);
    expect(floorShareOf(other, 3, 0.05)).toBe(1);
    expect(floorShareOf(best, 3, 0.05)).toBeCloseTo(0.05 / 3 / (0.95 + 0.05 / 3), 15);
  });

  test('has no part in anything where ε is 0, not even in what is never taken', () => {
    expect([0, 0.5, 1].map((probability) => floorShareOf(probability, 3, 0))).toEqual([0, 0, 0]);
  });
});

test('168 cold actions of one cost are equally likely', () => {
  const cold = scores(Array(168).fill(0), Array(168).fill(1));
  const { weights } = explored('randucb', cold, exploration(3));
  expect(Math.max(...weights) - Math.min(...weights)).toBe(1);
  expect(Math.min(...weights)).toBe(Math.floor(WHOLE / 168));
});
