import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { chooseAction } from '../../../../src/core/decision/choose-action.ts';
import { expectedOfItself } from '../../../../src/core/decision/expected-of.ts';
import { scorePolicy } from '../../../../src/core/decision/score-policy.ts';
import { NO_CONTACT } from '../../../../src/core/identifiers.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { ladderCaseOf, questionOf } from '../../../support/arbitraries/ladder-case.ts';
import { drawArb } from '../../../support/arbitraries/scored-actions.ts';

const question = fc
  .tuple(ladderCaseOf('pooled-linucb'), drawArb)
  .map(([given, draw]) => ({ ...questionOf(given), draw }));

describe('a policy that asks no model', () => {
  test.prop([question])('decides alike whatever model there is', (input) => {
    for (const plain of [{ kind: 'fixed-rules' }, { kind: 'uniform' }] as const) {
      expect(chooseAction({ ...input, plain })).toEqual(
        chooseAction({ ...input, plain, snapshot: undefined }),
      );
      expect(chooseAction({ ...input, plain }).fallback).toBe(false);
    }
  });

  test.prop([question])('uniform: gives every eligible action the same whole weight, to one', (input) => {
    const { actions, weights } = scorePolicy({ ...input, plain: { kind: 'uniform' } }).distribution;
    expect(actions).toEqual([...new Set(input.eligible)].sort());
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(WHOLE);
    expect(Math.max(...weights) - Math.min(...weights)).toBeLessThanOrEqual(1);
  });

  test.prop([question, fc.double({ min: 0.01, max: 1, noNaN: true })])(
    'fixed rules with an order of their own: prefer its first eligible action and keep their own even share',
    (input, epsilon) => {
      const order = [...input.eligible].sort().reverse();
      const choice = chooseAction({ ...input, plain: { kind: 'fixed-rules', order, epsilon } });
      const k = choice.distribution.actions.length;
      const first = choice.distribution.actions.indexOf(order[0] ?? NO_CONTACT);
      expect((choice.distribution.weights[first] ?? 0) / WHOLE).toBeCloseTo(1 - epsilon + epsilon / k, 6);
      expect(choice.explanation.greedy).toBe(order[0]);
    },
  );

  test.prop([question])('no contact: is certain, and says why', (input) => {
    const eligible = [...input.eligible, NO_CONTACT];
    const choice = chooseAction({ ...input, eligible, plain: { kind: 'no-contact' } });
    expect(choice.distribution).toEqual({ actions: [NO_CONTACT], weights: [WHOLE] });
    expect(choice).toMatchObject({ action: NO_CONTACT, propensity: 1, fallback: false });
    expect(choice.explanation.because[0]).toMatch(/group that is not contacted/);
  });

  test.prop([question])('can not hold back where no-contact is not eligible', (input) => {
    const eligible = input.eligible.filter((action) => action !== NO_CONTACT);
    fc.pre(eligible.length > 0);
    expect(() => chooseAction({ ...input, eligible, plain: { kind: 'no-contact' } })).toThrow(
      expect.objectContaining({ code: 'distribution-invalid' }),
    );
  });
});

describe('what a model expects of itself', () => {
  test.prop([question])(
    'lies between what it expects of the worst and of the best eligible action',
    (input) => {
      const answer = scorePolicy(input);
      const expected = expectedOfItself(input);
      expect(expected === undefined).toBe(answer.kind === 'plain');
      if (answer.kind === 'plain' || expected === undefined) return;
      const { means, costs } = answer.scored;
      const nets = answer.scored.actions.map((_, i) => (means[i] ?? 0) - (costs[i] ?? 0));
      expect(expected).toBeGreaterThanOrEqual(Math.min(...nets) - 1e-9);
      expect(expected).toBeLessThanOrEqual(Math.max(...nets) + 1e-9);
    },
  );
});
