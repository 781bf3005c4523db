import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { propensityOf } from '../../../../src/core/policy/draw.ts';
import { explorerShares } from '../../../../src/core/policy/explore.ts';
import { meanWinningBonus, randUcbShares } from '../../../../src/core/policy/randucb.ts';
import { RANDUCB_WEIGHTS } from '../../../../src/core/policy/randucb-weights.ts';
import { explorationArb, scoredActionsArb } from '../../../support/arbitraries/scored-actions.ts';
import { arm } from '../../../support/builders/identifiers.ts';
import { explored, scoredActions } from '../../../support/builders/scored-actions.ts';

/** Lines with levels and slopes in quarters, so that comparing 19·level + m·slope in whole quarters is exact. */
const quartersArb = fc.array(
  fc.record({ level: fc.integer({ min: -12, max: 12 }), slope: fc.integer({ min: 0, max: 40 }) }),
  { minLength: 1, maxLength: 12 },
);

test.prop([quartersArb], { numRuns: 500 })(
  'is, point by point of Z, the even split over the exact winners',
  (lines) => {
    const levels = Float64Array.from(lines, ({ level }) => level / 4);
    const slopes = Float64Array.from(lines, ({ slope }) => slope / 4);
    const shares = randUcbShares(levels, slopes);
    const expected = lines.map(() => 0);
    const bonuses = lines.map(() => 0);
    RANDUCB_WEIGHTS.forEach((weight, m) => {
      const scores = lines.map(({ level, slope }) => 19 * level + m * slope);
      const winners = lines.filter((_, index) => scores[index] === Math.max(...scores));
      // Different lines that meet exactly at z = m/19 tie or not as z rounds; only equal lines must tie.
      fc.pre(winners.every(({ level, slope }) => level === winners[0]?.level && slope === winners[0]?.slope));
      lines.forEach((line, index) => {
        if (!winners.includes(line)) return;
        const part = weight / winners.length;
        expected[index] = (expected[index] ?? 0) + part;
        bonuses[index] = (bonuses[index] ?? 0) + (part * (m / 19) * line.slope) / 4;
      });
    });
    lines.forEach((_, index) => {
      const [share = 0, bonus = 0] = [expected[index], bonuses[index]];
      expect(shares[index]).toBeCloseTo(share, 14);
      expect(meanWinningBonus(levels, slopes, index)).toBeCloseTo(share === 0 ? 0 : bonus / share, 12);
    });
  },
);

test.prop([scoredActionsArb, explorationArb])(
  'actions with the same score are equally likely, to one unit',
  (scored, exploration) => {
    const twins = scored.map((each) => ({ ...each, action: arm(`${each.action}-twin`) }));
    const distribution = explored('randucb', [...scored, ...twins], exploration);
    for (const { action } of scored) {
      const gap = propensityOf(distribution, action) - propensityOf(distribution, arm(`${action}-twin`));
      expect(Math.abs(gap) * WHOLE).toBeLessThanOrEqual(1);
    }
  },
);

test.prop([scoredActionsArb])('without width and floor it is greedy after cost, ties split', (scored) => {
  const distribution = explored('randucb', scored, { beta: 0, epsilon: 1e-15, gamma: 0 });
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
    const worse = { ...first, action: arm('worse@x'), cost: first.cost + 0.5 };
    const all = scoredActions([...scored, worse]);
    const shares = explorerShares('randucb', all, exploration);
    expect(shares[all.actions.indexOf(worse.action)]).toBe(0);
  },
);

test.prop([scoredActionsArb, explorationArb])('the same scores give the same bits', (scored, exploration) => {
  expect(explored('randucb', structuredClone(scored), exploration)).toEqual(
    explored('randucb', scored, exploration),
  );
});
