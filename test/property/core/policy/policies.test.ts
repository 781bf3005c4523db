import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ActionId } from '../../../../src/core/identifiers.ts';
import { type Distribution, WHOLE } from '../../../../src/core/policy/distribution.ts';
import { propensityOf } from '../../../../src/core/policy/draw.ts';
import { floorOf, type ScoreExplorer } from '../../../../src/core/policy/explore.ts';
import { fixedRulesShares } from '../../../../src/core/policy/fixed-rules.ts';
import { policyDistribution } from '../../../../src/core/policy/policy-distribution.ts';
import { uniformShares } from '../../../../src/core/policy/uniform.ts';
import {
  actionIdArb,
  explorationArb,
  scoredActionsArb,
} from '../../../support/arbitraries/scored-actions.ts';
import { explored } from '../../../support/builders/scored-actions.ts';
import { expectDistribution, expectFloor } from '../../../support/laws/distribution-laws.ts';

const relabel = (action: ActionId, prefix: string) => `${prefix}${action}` as ActionId;

interface PolicyCase {
  readonly distribution: (rename?: (action: ActionId) => ActionId, reverse?: boolean) => Distribution;
  readonly eligible: readonly ActionId[];
  readonly epsilon: number;
}

const orderArb = fc.array(actionIdArb, { maxLength: 5 });

function byScores(explorer: ScoreExplorer): fc.Arbitrary<PolicyCase> {
  return fc.tuple(scoredActionsArb, explorationArb).map(([scored, exploration]) => ({
    eligible: scored.map(({ action }) => action),
    epsilon: floorOf(explorer, exploration),
    distribution: (rename = (action) => action, reverse = false) => {
      const renamed = scored.map((each) => ({ ...each, action: rename(each.action) }));
      return explored(explorer, reverse ? renamed.reverse() : renamed, exploration);
    },
  }));
}

/** Every policy as a function of how its actions are named and ordered: the laws below hold for each. */
const policies: Record<string, fc.Arbitrary<PolicyCase>> = {
  RandUCB: byScores('randucb'),
  'inverse-gap weighting': byScores('inverse-gap'),
  'arg-max': byScores('arg-max'),
  'fixed rules': fc.tuple(scoredActionsArb, orderArb, explorationArb).map(([scored, others, { epsilon }]) => {
    const eligible = scored.map(({ action }) => action);
    const order = [...others, ...eligible.slice(0, others.length % 2)];
    return {
      eligible,
      epsilon,
      distribution: (rename = (action) => action) => {
        const actions = eligible.map(rename).sort();
        const shares = fixedRulesShares(actions, { order: order.map(rename), epsilon });
        return policyDistribution(actions, shares, epsilon).distribution;
      },
    };
  }),
  uniform: scoredActionsArb.map((scored) => {
    const eligible = scored.map(({ action }) => action);
    return {
      eligible,
      epsilon: 1,
      distribution: (rename = (action) => action) =>
        policyDistribution(eligible.map(rename).sort(), uniformShares(eligible.length), 1).distribution,
    };
  }),
};

describe.each(Object.entries(policies))('%s', (_name, policyArb) => {
  test.prop([policyArb])(
    'is a distribution over the eligible actions and no other',
    ({ distribution, eligible }) => {
      expectDistribution(distribution(), eligible);
    },
  );

  test.prop([policyArb])('leaves every action its part of ε', ({ distribution, eligible, epsilon }) => {
    expectFloor(distribution(), eligible.length, epsilon);
  });

  test.prop([policyArb])('does not depend on the order of the actions', ({ distribution }) => {
    expect(distribution(undefined, true)).toEqual(distribution());
  });

  test.prop([policyArb])(
    'does not depend on their names, where those keep their order',
    ({ distribution }) => {
      const renamed = distribution((action) => relabel(action, 'x'));
      const { actions, weights } = distribution();
      expect(renamed).toEqual({ actions: actions.map((action) => relabel(action, 'x')), weights });
    },
  );

  test.prop([policyArb])('nor otherwise, to one unit', ({ distribution, eligible }) => {
    const rank = [...eligible].sort().reverse();
    const rename = (action: ActionId) => relabel(action, String(1_000 + rank.indexOf(action)));
    const [before, after] = [distribution(), distribution(rename)];
    for (const action of before.actions) {
      const change = propensityOf(after, rename(action)) - propensityOf(before, action);
      expect(Math.abs(change) * WHOLE).toBeLessThanOrEqual(1);
    }
  });

  test.prop([policyArb])(
    'the importance weight of any target policy is 1 on average',
    ({ distribution, eligible }) => {
      const logging = distribution();
      const mean = logging.actions.reduce((sum, action) => {
        const propensity = propensityOf(logging, action);
        return sum + propensity * (1 / eligible.length / propensity);
      }, 0);
      expect(mean).toBeCloseTo(1, 12);
    },
  );
});
