import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { ActionId } from '../../../../src/core/identifiers.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { propensityOf } from '../../../../src/core/policy/draw.ts';
import { randUcb, randUcbShares } from '../../../../src/core/policy/randucb.ts';
import { RANDUCB_WEIGHTS } from '../../../../src/core/policy/randucb-weights.ts';
import { explorationArb, scoredActionsArb } from '../../../support/arbitraries/scored-actions.ts';

/** Lines with levels and slopes in quarters, so that comparing 19·level + m·slope in whole quarters is exact. */
const quartersArb = fc.array(
  fc.record({ level: fc.integer({ min: -12, max: 12 }), slope: fc.integer({ min: 0, max: 40 }) }),
  { minLength: 1, maxLength: 12 },
);

test.prop([quartersArb], { numRuns: 500 })(
  'is, point by point of Z, the even split over the exact winners',
  (lines) => {
    const shares = randUcbShares(
      lines.map(({ level, slope }, index) => ({
        action: `a@${index}` as ActionId,
        mean: level / 4,
        uncertainty: slope / 4,
        cost: 0,
      })),
      1,
    );
    const expected = lines.map(() => 0);
    RANDUCB_WEIGHTS.forEach((weight, m) => {
      const scores = lines.map(({ level, slope }) => 19 * level + m * slope);
      const winners = lines.filter((_, index) => scores[index] === Math.max(...scores));
      // Different lines that meet exactly at z = m/19 tie or not as z rounds; only equal lines must tie.
      fc.pre(winners.every(({ level, slope }) => level === winners[0]?.level && slope === winners[0]?.slope));
      lines.forEach((line, index) => {
        if (winners.includes(line)) expected[index] = (expected[index] ?? 0) + weight / winners.length;
      });
    });
    lines.forEach((_, index) => {
      expect(shares.get(`a@${index}` as ActionId)).toBeCloseTo(expected[index] ?? Number.NaN, 14);
    });
  },
);

test.prop([scoredActionsArb, explorationArb])(
  'actions with the same score are equally likely, to one unit',
  (scored, exploration) => {
    const twins = scored.map((each) => ({ ...each, action: `${each.action}-twin` as ActionId }));
    const distribution = randUcb([...scored, ...twins], exploration);
    for (const [index, { action }] of scored.entries()) {
      const gap =
        propensityOf(distribution, action) - propensityOf(distribution, twins[index]?.action ?? action);
      expect(Math.abs(gap) * WHOLE).toBeLessThanOrEqual(1);
    }
  },
);

test.prop([scoredActionsArb])('without width and floor it is greedy after cost, ties split', (scored) => {
  const distribution = randUcb(scored, { beta: 0, epsilon: 1e-15 });
  const best = Math.max(...scored.map(({ mean, cost }) => mean - cost));
  const winners = scored.filter(({ mean, cost }) => mean - cost === best);
  for (const each of scored) {
    const weight = propensityOf(distribution, each.action) * WHOLE;
    const expected = winners.includes(each) ? (WHOLE - (scored.length - winners.length)) / winners.length : 1;
    expect(Math.abs(weight - expected)).toBeLessThan(1);
  }
});

test.prop([scoredActionsArb, explorationArb])(
  'an action that is certainly and always worse gets the floor only',
  (scored, exploration) => {
    const [first] = scored;
    if (first === undefined) return;
    const worse = { ...first, action: 'worse@x' as ActionId, cost: first.cost + 0.5 };
    const shares = randUcbShares([...scored, worse], exploration.beta);
    expect(shares.get(worse.action)).toBe(0);
  },
);

test.prop([scoredActionsArb, explorationArb])('the same scores give the same bits', (scored, exploration) => {
  expect(randUcb(structuredClone(scored), exploration)).toEqual(randUcb(scored, exploration));
});
