import { describe, expect, test } from 'vitest';
import type { ActionId } from '../../../../src/core/identifiers.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { floorShareOf, withFloor } from '../../../../src/core/policy/floor.ts';
import { randUcb, randUcbShares } from '../../../../src/core/policy/randucb.ts';
import { RANDUCB_WEIGHTS } from '../../../../src/core/policy/randucb-weights.ts';
import { arm } from '../../../support/builders/identifiers.ts';

const scored = (means: readonly number[], widths: readonly number[]) =>
  means.map((mean, index) => ({ action: arm(`a@${index}`), mean, uncertainty: widths[index] ?? 0, cost: 0 }));

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
  test('a vector that was computed by hand', () => {
    const shares = randUcbShares(scored([0.3, 0.28, 0.2, 0.25], [0.02, 0.1, 0.4, 0.01]), 1);
    const expected = [0.95181559, 0.03136297, 0.01682145, 0];
    expected.forEach((share, index) => {
      expect(shares.get(arm(`a@${index}`))).toBeCloseTo(share, 8);
    });
  });

  test('β stretches the widths, and nothing else', () => {
    const tripled = randUcbShares(scored([0.3, 0.25], [0.02, 0.1]), 3);
    expect(tripled).toEqual(randUcbShares(scored([0.3, 0.25], [0.06, 0.1 * 3]), 1));
    expect(tripled.get(arm('a@1'))).toBeGreaterThan(0);
  });

  test('cost is taken off the mean', () => {
    const shares = randUcbShares(
      [
        { action: arm('call@x'), mean: 0.5, uncertainty: 0, cost: 0.25 },
        { action: arm('sms@x'), mean: 0.375, uncertainty: 0, cost: 0 },
      ],
      1,
    );
    expect([...shares.values()].map((share) => Math.round(share))).toEqual([0, 1]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a score of %s is a defect, not a loser', (mean) => {
    expect(() => randUcbShares(scored([0.3, mean], [0.1, 0.1]), 1)).toThrow(
      expect.objectContaining({ code: 'distribution-invalid' }),
    );
    expect(() => randUcbShares(scored([0.3, 0.2], [0.1, mean]), 1)).toThrow(
      expect.objectContaining({ code: 'distribution-invalid' }),
    );
  });
});

describe('the floor', () => {
  test('is an even share of ε for each action', () => {
    const mixed = withFloor(new Map([1, 0, 0, 0].map((share, index) => [arm(`a@${index}`), share])), 0.2);
    expect([...mixed.values()]).toEqual([0.8 + 0.05, 0.05, 0.05, 0.05]);
  });

  test('is all of the probability of an action that the policy itself would never take', () => {
    const mixed = withFloor(
      new Map<ActionId, number>([
        [arm('a@0'), 1],
        [arm('a@1'), 0],
        [arm('a@2'), 0],
      ]),
      0.05,
    );
    expect(floorShareOf(mixed.get(arm('a@1')) ?? 0, 3, 0.05)).toBe(1);
    expect(floorShareOf(mixed.get(arm('a@0')) ?? 0, 3, 0.05)).toBeCloseTo(0.05 / 3 / (0.95 + 0.05 / 3), 15);
  });
});

test('168 cold actions of one cost are equally likely', () => {
  const cold = scored(Array(168).fill(0), Array(168).fill(1));
  const { weights } = randUcb(cold, { beta: 3, epsilon: 0.05 });
  expect(Math.max(...weights) - Math.min(...weights)).toBe(1);
  expect(Math.min(...weights)).toBe(Math.floor(WHOLE / 168));
});
