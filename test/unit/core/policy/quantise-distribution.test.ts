import { describe, expect, test } from 'vitest';
import { apportion } from '../../../../src/core/policy/apportion.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { fixedRulesShares } from '../../../../src/core/policy/fixed-rules.ts';
import { policyDistribution } from '../../../../src/core/policy/policy-distribution.ts';
import { quantiseDistribution } from '../../../../src/core/policy/quantise-distribution.ts';
import { uniformShares } from '../../../../src/core/policy/uniform.ts';
import { arm } from '../../../support/builders/identifiers.ts';

describe('apportion', () => {
  test('gives the rest to the largest fractions, equal ones in order', () => {
    expect(apportion(Float64Array.of(0.26, 0.26, 0.48), 10)).toEqual([3, 2, 5]);
    expect(apportion(Float64Array.of(0.25, 0.25, 0.25, 0.25), 6)).toEqual([2, 2, 1, 1]);
  });

  test('gives one to whoever would get less, at the expense of the others in proportion', () => {
    expect(apportion(Float64Array.of(0, 0, 0.6, 0.4), 102)).toEqual([1, 1, 60, 40]);
  });

  test('raises those too that fall below one only because of that', () => {
    // Of ten units three are given away; seven tenths of the share of 0.1 is then worth less than one.
    expect(apportion(Float64Array.of(0, 0, 0, 0.1, 0.9), 10)).toEqual([1, 1, 1, 1, 6]);
  });
});

describe('quantiseDistribution', () => {
  test.each([
    ['no action', []],
    ['a negative probability', [-0.5, 1.5]],
    ['not a number', [Number.NaN, 1]],
    ['less than 1', [0.5, 0.499]],
  ])('%s is a defect', (_case, probabilities) => {
    const actions = probabilities.map((_, index) => arm(`a@${index}`));
    expect(() => quantiseDistribution(actions, Float64Array.from(probabilities))).toThrow(
      expect.objectContaining({ code: 'distribution-invalid' }),
    );
  });

  test('a certain action has all of it', () => {
    expect(quantiseDistribution([arm('sms@x')], Float64Array.of(1)).weights).toEqual([WHOLE]);
  });
});

describe('fixed rules', () => {
  const eligible = ['call@x', 'email@x', 'sms@x'].map(arm);

  test('favour the first eligible action of the order', () => {
    const shares = fixedRulesShares(eligible, {
      order: ['letter@x', 'sms@x', 'call@x'].map(arm),
      epsilon: 0.3,
    });
    expect([...shares]).toEqual([0, 0, 1]);
    const { weights } = policyDistribution(eligible, shares, 0.3).distribution;
    expect(weights.map((weight) => weight / WHOLE)).toEqual([0.1, 0.1, 0.8].map((p) => expect.closeTo(p, 9)));
  });

  test('have no favourite when none of the order is eligible', () => {
    expect(fixedRulesShares(eligible, { order: [], epsilon: 0.3 })).toEqual(uniformShares(3));
  });
});

test('a policy without an action is a defect', () => {
  expect(() => policyDistribution([], uniformShares(0), 0.1)).toThrow(
    expect.objectContaining({ code: 'distribution-invalid' }),
  );
});
