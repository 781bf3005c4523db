import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type ActionId, NO_CONTACT } from '../../../../src/core/identifiers.ts';
import { quantiseDistribution } from '../../../../src/core/policy/quantise-distribution.ts';
import {
  bestFixed,
  fixedValue,
  meanValue,
  oracleValue,
  ownValue,
  uniformValue,
  type ValuedDecision,
} from '../../../../src/core/simulation/policy-values.ts';

const EMAIL = 'email@morning' as ActionId;
const CALL = 'call@evening' as ActionId;

const ACTIONS = [EMAIL, CALL, NO_CONTACT];

const valuedDecisions = fc
  .uniqueArray(fc.constantFrom(...ACTIONS), { minLength: 1 })
  .chain((eligible) =>
    fc.tuple(
      fc.constant(eligible),
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
      fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
    ),
  )
  .map(([eligible, shares, worths]) => {
    const total = eligible.reduce((sum, _, index) => sum + (shares[index] ?? 0), 0);
    return decision(
      eligible.map((action, index) => [action, (shares[index] ?? 0) / total, worths[index] ?? 0]),
    );
  });

describe('the value of a policy', () => {
  test.prop([fc.array(valuedDecisions, { minLength: 1, maxLength: 20 })])(
    'is highest for the one that knows everything',
    (decisions) => {
      const perfect = meanValue(decisions, oracleValue);
      for (const policy of [ownValue, uniformValue, ...ACTIONS.map(fixedValue)]) {
        expect(meanValue(decisions, policy)).toBeLessThanOrEqual(perfect + 1e-12);
      }
    },
  );

  test.prop([fc.array(valuedDecisions, { minLength: 1, maxLength: 20 })])(
    'is highest for the best fixed action among all fixed actions',
    (decisions) => {
      const best = bestFixed(decisions, ACTIONS);
      const values = ACTIONS.map((action) => meanValue(decisions, fixedValue(action)));
      expect(best?.value).toBe(Math.max(...values));
    },
  );

  test('weighs each action by its probability', () => {
    const one = decision([
      [EMAIL, 0.75, 0.4],
      [CALL, 0.25, -0.8],
    ]);
    expect(ownValue(one)).toBeCloseTo(0.1, 12);
    expect(uniformValue(one)).toBeCloseTo(-0.2, 12);
    expect(oracleValue(one)).toBe(0.4);
  });

  test('of a fixed action falls back on no contact, and then on chance, where the action is not lawful', () => {
    const calm = decision([
      [EMAIL, 0.5, 0.4],
      [NO_CONTACT, 0.5, 0.1],
    ]);
    const narrow = decision([[EMAIL, 1, 0.4]]);
    expect(fixedValue(EMAIL)(calm)).toBe(0.4);
    expect(fixedValue(CALL)(calm)).toBe(0.1);
    expect(fixedValue(CALL)(narrow)).toBe(0.4);
  });

  test('takes the first by name of equally good fixed actions, and knows none without actions', () => {
    const same = decision([
      [EMAIL, 0.5, 0.3],
      [CALL, 0.5, 0.3],
    ]);
    expect(bestFixed([same], [EMAIL, CALL])).toEqual({ action: CALL, value: 0.3 });
    expect(bestFixed([same], [])).toBeUndefined();
    expect(meanValue([], ownValue)).toBe(0);
  });
});

function decision(actions: readonly (readonly [ActionId, number, number])[]): ValuedDecision {
  const sorted = actions.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    distribution: quantiseDistribution(
      sorted.map(([action]) => action),
      Float64Array.from(sorted, ([, share]) => share),
    ),
    values: new Map(actions.map(([action, , worth]) => [action, worth])),
  };
}
