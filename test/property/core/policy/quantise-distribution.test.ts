import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { quantiseDistribution } from '../../../../src/core/policy/quantise-distribution.ts';
import { probabilitiesArb } from '../../../support/arbitraries/scored-actions.ts';

const sumOf = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0);

test.prop([probabilitiesArb])('weights are whole, at least 1, and sum to exactly 2³²', (probabilities) => {
  const { actions, weights } = quantiseDistribution(probabilities);
  expect(actions).toEqual([...probabilities.keys()].sort());
  expect(weights.every((weight) => Number.isInteger(weight) && weight >= 1)).toBe(true);
  expect(sumOf(weights)).toBe(WHOLE);
});

test.prop([probabilitiesArb])(
  'a weight is its probability, to a unit and what raising the impossible costs',
  (probabilities) => {
    const { actions, weights } = quantiseDistribution(probabilities);
    const raised = [...probabilities.values()].filter((p) => p * WHOLE < 1).length;
    actions.forEach((action, index) => {
      const exact = (probabilities.get(action) ?? Number.NaN) * WHOLE;
      expect(Math.abs((weights[index] ?? Number.NaN) - exact)).toBeLessThanOrEqual(1 + raised);
      if (raised === 0) expect(weights[index]).toBeGreaterThanOrEqual(Math.floor(exact));
    });
  },
);

test.prop([probabilitiesArb])(
  'a larger probability never gets a smaller weight, equal ones differ by at most 1',
  (probabilities) => {
    const { actions, weights } = quantiseDistribution(probabilities);
    const pairs = actions.map(
      (action, index) => [probabilities.get(action) ?? 0, weights[index] ?? 0] as const,
    );
    for (const [p, weight] of pairs) {
      for (const [q, other] of pairs) {
        if (p > q) expect(weight).toBeGreaterThanOrEqual(other);
        if (p === q) expect(Math.abs(weight - other)).toBeLessThanOrEqual(1);
      }
    }
  },
);

test.prop([probabilitiesArb, fc.infiniteStream(fc.nat())])(
  'the order of the entries does not matter',
  (probabilities, keys) => {
    const shuffled = [...probabilities]
      .map((entry) => ({ entry, key: keys.next().value }))
      .sort((a, b) => a.key - b.key)
      .map(({ entry }) => entry);
    expect(quantiseDistribution(new Map(shuffled))).toEqual(quantiseDistribution(probabilities));
  },
);

test.prop([probabilitiesArb, fc.double({ min: 1e-9, max: 10, noNaN: true })])(
  'what does not sum to 1 is refused',
  (probabilities, excess) => {
    const [[action, p] = []] = probabilities;
    const changed = new Map(probabilities);
    if (action !== undefined && p !== undefined) changed.set(action, p + excess);
    expect(() => quantiseDistribution(changed)).toThrow(
      expect.objectContaining({ code: 'distribution-invalid' }),
    );
  },
);
