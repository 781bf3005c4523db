import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { quantiseDistribution } from '../../../../src/core/policy/quantise-distribution.ts';
import { probabilitiesArb } from '../../../support/arbitraries/scored-actions.ts';

const sumOf = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0);
const invalid = expect.objectContaining({ code: 'distribution-invalid' });

test.prop([probabilitiesArb])(
  'weights are whole, at least 1, and sum to exactly 2³²',
  ({ actions, probabilities }) => {
    const distribution = quantiseDistribution(actions, probabilities);
    expect(distribution.actions).toEqual(actions);
    expect(distribution.weights.every((weight) => Number.isInteger(weight) && weight >= 1)).toBe(true);
    expect(sumOf(distribution.weights)).toBe(WHOLE);
  },
);

test.prop([probabilitiesArb])(
  'a weight is its probability, to a unit and what raising the impossible costs',
  ({ actions, probabilities }) => {
    const { weights } = quantiseDistribution(actions, probabilities);
    const raised = probabilities.filter((p) => p * WHOLE < 1).length;
    probabilities.forEach((probability, index) => {
      const exact = probability * WHOLE;
      expect(Math.abs((weights[index] ?? Number.NaN) - exact)).toBeLessThanOrEqual(1 + raised);
      if (raised === 0) expect(weights[index]).toBeGreaterThanOrEqual(Math.floor(exact));
    });
  },
);

test.prop([probabilitiesArb])(
  'a larger probability never gets a smaller weight, equal ones differ by at most 1',
  ({ actions, probabilities }) => {
    const { weights } = quantiseDistribution(actions, probabilities);
    const pairs = weights.map((weight, index) => [probabilities[index] ?? 0, weight] as const);
    for (const [p, weight] of pairs) {
      for (const [q, other] of pairs) {
        if (p > q) expect(weight).toBeGreaterThanOrEqual(other);
        if (p === q) expect(Math.abs(weight - other)).toBeLessThanOrEqual(1);
      }
    }
  },
);

test.prop([
  probabilitiesArb.filter(({ actions }) => actions.length > 1),
  fc.nat({ max: 38 }),
  fc.nat({ max: 38 }),
])('actions that are not sorted, each once, are refused', ({ actions, probabilities }, from, to) => {
  const [i, j] = [from % actions.length, to % actions.length];
  const exchanged = actions.with(i, actions[j] ?? (actions[i] as never)).with(j, actions[i] as never);
  if (i !== j) expect(() => quantiseDistribution(exchanged, probabilities)).toThrow(invalid);
  const repeated = actions.with(1, actions[0] as never);
  expect(() => quantiseDistribution(repeated, probabilities)).toThrow(invalid);
  expect(() => quantiseDistribution(actions.slice(1), probabilities)).toThrow(invalid);
});

test.prop([probabilitiesArb, fc.double({ min: 1e-9, max: 10, noNaN: true })])(
  'what does not sum to 1 is refused',
  ({ actions, probabilities }, excess) => {
    const changed = probabilities.with(0, (probabilities[0] ?? 0) + excess);
    expect(() => quantiseDistribution(actions, changed)).toThrow(invalid);
  },
);
