import { describe, expect, test } from 'vitest';
import type { FallbackRules } from '../../../../src/core/configuration.ts';
import { type ChooseActionInput, chooseAction } from '../../../../src/core/decision/choose-action.ts';
import { alignVector } from '../../../../src/core/features/align-vector.ts';
import { scoreArm } from '../../../../src/core/model/score-arm.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { randUcb } from '../../../../src/core/policy/randucb.ts';
import { aSnapshot, aVector } from '../../../support/builders/hand-made-snapshot.ts';
import { arm } from '../../../support/builders/identifiers.ts';

const ACTIONS = ['call@x', 'email@x', 'no-contact', 'sms@x'].map(arm);
const FALLBACK: FallbackRules = { order: [arm('sms@x')], epsilon: 0.2 };
const SNAPSHOT = aSnapshot(ACTIONS);

function choose(overrides: Partial<ChooseActionInput> = {}) {
  return chooseAction({
    snapshot: SNAPSHOT,
    x: aVector(4, 1),
    eligible: ACTIONS,
    draw: 1_234_567_890,
    fallback: FALLBACK,
    ...overrides,
  });
}

describe('with a model', () => {
  test('the distribution is RandUCB over the scores of the arms', () => {
    const x = alignVector(aVector(4, 1), SNAPSHOT.names);
    const scored = SNAPSHOT.arms.map((each) => ({ ...each, ...scoreArm(each, x) }));
    const choice = choose();
    expect(choice.distribution).toEqual(randUcb(scored, SNAPSHOT.exploration));
    expect(choice).toMatchObject({ strategy: 'linucb', fallback: false });
    const chosen = scored.find(({ action }) => action === choice.action);
    expect(choice.explanation).toMatchObject({
      mean: chosen?.mean,
      uncertainty: chosen?.uncertainty,
      cost: chosen?.cost,
      learnedFrom: chosen?.count,
    });
  });

  test('an eligible action that the snapshot does not know is left out', () => {
    const choice = choose({ eligible: [...ACTIONS, arm('letter@x')] });
    expect(choice.distribution.actions).toEqual(ACTIONS);
  });

  test('an arm that is not eligible can never be drawn', () => {
    const { distribution } = choose({ eligible: ['call@x', 'sms@x'].map(arm) });
    expect(distribution.actions).toEqual(['call@x', 'sms@x']);
  });

  test('a feature that the snapshot does not know changes nothing', () => {
    const { names, values } = aVector(4, 1);
    const wider = { names: [...names, 'newcomer'], values: Float64Array.of(...values, 3) };
    expect(choose({ x: wider })).toEqual(choose());
  });

  test('the share of the floor is all of it for an action that the model would not take', () => {
    const shares = SNAPSHOT.arms.map(({ action }) => {
      const { distribution } = choose();
      const index = distribution.actions.indexOf(action);
      const before = distribution.weights.slice(0, index).reduce((sum, weight) => sum + weight, 0);
      const { explanation, propensity } = choose({ draw: before });
      expect(explanation.floorShare).toBeCloseTo(Math.min(1, 0.05 / 4 / propensity), 6);
      return explanation.floorShare;
    });
    expect(shares).toContain(1);
    expect(Math.min(...shares)).toBeLessThan(0.1);
  });
});

describe('without a model', () => {
  test.each([
    ['no snapshot', { snapshot: undefined }],
    ['one that knows none of the eligible actions', { snapshot: aSnapshot([arm('letter@x')]) }],
  ])('%s: the fixed rules decide, with their true propensities', (_case, overrides) => {
    const choice = choose(overrides);
    expect(choice).toMatchObject({ strategy: 'fixed-rules', fallback: true });
    expect(choice.distribution.weights.map((weight) => weight / WHOLE)).toEqual(
      [0.05, 0.05, 0.05, 0.85].map((p) => expect.closeTo(p, 9)),
    );
    expect(choice.explanation).toMatchObject({ greedy: 'sms@x', mean: 0, learnedFrom: 0 });
  });

  test('where their order names no eligible action, all of the probability is even', () => {
    const choice = choose({ snapshot: undefined, fallback: { order: [], epsilon: 0.2 } });
    expect(choice.propensity).toBe(0.25);
    expect(choice.explanation.floorShare).toBe(1);
    expect(choice.explanation.greedy).toBe('call@x');
  });

  test('the floor has its part in the preferred action too', () => {
    const choice = choose({ snapshot: undefined, draw: WHOLE - 1 });
    expect(choice.action).toBe('sms@x');
    expect(choice.explanation.floorShare).toBeCloseTo(0.05 / 0.85, 12);
  });
});

test('one eligible action is certain', () => {
  for (const snapshot of [SNAPSHOT, undefined]) {
    expect(choose({ snapshot, eligible: [arm('email@x')] })).toMatchObject({
      action: 'email@x',
      propensity: 1,
    });
  }
});

test('nothing eligible is a defect of the caller', () => {
  expect(() => choose({ eligible: [] })).toThrow(expect.objectContaining({ code: 'distribution-invalid' }));
});
