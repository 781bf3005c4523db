import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { LADDER, SERVABLE_STRATEGIES, STRATEGY_NAMES } from '../../../../src/core/policy/strategy.ts';
import { ladderCaseOf } from '../../../support/arbitraries/ladder-case.ts';
import * as laws from '../../../support/laws/ladder-laws.ts';

describe.each(STRATEGY_NAMES)('%s', (strategy) => {
  const given = ladderCaseOf(strategy);

  test.prop([given])('sums exactly', laws.sumsExactly);
  test.prop([given])('masks exactly', laws.masksExactly);
  test.prop([given])('does not depend on the order of the eligible actions', laws.ignoresOrder);
  test.prop([given])('does not depend on names, to one unit', laws.ignoresNames);
  test.prop([given])('learns the same whatever the names', laws.learnsWhateverTheName);
  test.prop([given])('keeps the floor', laws.keepsTheFloor);
  test.prop([given])('splits exact ties evenly', laws.splitsTies);
  test.prop([given])('honours ε', laws.honoursEpsilon);
  test.prop([given])('replays bit for bit, whatever is drawn', laws.replays);
  test.prop([given])('has importance weights of 1 on average', laws.weighsToOne);
  test.prop([given])('copes with cold arms and unknown actions', laws.copesWithTheUnknown);
});

test('only arg-max LinUCB has no valid propensities, and so may not be served', () => {
  expect(STRATEGY_NAMES.filter((name) => !LADDER[name].validPropensities)).toEqual(['arg-max-linucb']);
  expect([...SERVABLE_STRATEGIES, 'arg-max-linucb'].sort()).toEqual([...STRATEGY_NAMES].sort());
});
