import { describe, expect, test } from 'vitest';
import type { FallbackRules } from '../../../../src/core/configuration.ts';
import { type ChooseActionInput, chooseAction } from '../../../../src/core/decision/choose-action.ts';
import { alignVector } from '../../../../src/core/features/align-vector.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { meanWinningBonus } from '../../../../src/core/policy/randucb.ts';
import { aSnapshot, aVector } from '../../../support/builders/hand-made-snapshot.ts';
import { arm } from '../../../support/builders/identifiers.ts';
import { explored } from '../../../support/builders/scored-actions.ts';
import { scoreOf } from '../../../support/score-of.ts';

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
    const scored = SNAPSHOT.arms.map((each) => ({ ...each, ...scoreOf(each, x) }));
    const choice = choose();
    expect(choice.distribution).toEqual(explored('randucb', scored, SNAPSHOT.exploration));
    expect(choice).toMatchObject({ strategy: 'linucb', fallback: false });
    const chosen = scored.find(({ action }) => action === choice.action);
    expect(choice.explanation).toMatchObject({
      mean: chosen?.mean,
      uncertainty: chosen?.uncertainty,
      cost: chosen?.cost,
      price: 0,
      learnedFrom: chosen?.count,
      bonus: meanWinningBonus(
        Float64Array.from(scored, ({ mean, cost }) => mean - cost),
        Float64Array.from(scored, ({ uncertainty }) => 3 * uncertainty),
        scored.findIndex(({ action }) => action === choice.action),
      ),
    });
    expect(choice.explanation).not.toHaveProperty('parts');
  });

  test('a scarce channel counts its shadow price like a cost, and tells them apart', () => {
    const scarce = { ...SNAPSHOT, arms: SNAPSHOT.arms.map((each) => ({ ...each, price: 0.125 })) };
    const dear = {
      ...SNAPSHOT,
      arms: SNAPSHOT.arms.map((each) => ({ ...each, cost: each.cost + 0.125 })),
    };
    const choice = choose({ snapshot: scarce });
    expect(choice.distribution).toEqual(choose({ snapshot: dear }).distribution);
    const arm = SNAPSHOT.arms.find(({ action }) => action === choice.action);
    expect(choice.explanation).toMatchObject({ cost: arm?.cost, price: 0.125 });
    expect(choice.explanation.because.join()).toContain('scarce');
  });

  test('a model that shares effects tells which part each has', () => {
    const effects = [
      { kind: 'base', name: '', values: Float64Array.of(0.25, 0, 0, 0) },
      { kind: 'channel', name: 'sms', values: Float64Array.of(0.125, 0, 0, 0) },
      { kind: 'slot', name: 'evening', values: Float64Array.of(-0.5, 0, 0, 0) },
    ] as const;
    const grouped = SNAPSHOT.arms.map((each) => ({ ...each, groups: { channel: 'sms', slot: 'evening' } }));
    const { explanation } = choose({
      snapshot: { ...SNAPSHOT, strategy: 'pooled-linucb', effects, arms: grouped },
    });
    expect(explanation.parts).toEqual({
      base: 0.25,
      channel: 0.125,
      day: 0,
      slot: -0.5,
      residual: expect.closeTo(explanation.mean + 0.125, 12),
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

describe('strategies that ask no model', () => {
  test('uniform: every eligible action is equally likely, on purpose', () => {
    const choice = choose({ snapshot: { ...SNAPSHOT, strategy: 'uniform' } });
    expect(choice).toMatchObject({ strategy: 'uniform', fallback: false, propensity: 0.25 });
    expect(choice.distribution.weights).toEqual(Array(4).fill(WHOLE / 4));
    expect(choice.explanation).toMatchObject({ floorShare: 1, mean: 0 });
    expect(choice.explanation.because[0]).toMatch(/^Every eligible action was equally likely/);
  });

  test('fixed rules: they decide, and not because something is broken', () => {
    const choice = choose({ snapshot: { ...SNAPSHOT, strategy: 'fixed-rules' } });
    expect(choice).toMatchObject({ strategy: 'fixed-rules', fallback: false });
    expect(choice.distribution).toEqual(choose({ snapshot: undefined }).distribution);
    expect(choice.explanation.because[0]).toBe('The approved fixed rules decide.');
  });

  test.each(['uniform', 'fixed-rules'] as const)('%s knows actions that have no arm, too', (strategy) => {
    const eligible = [...ACTIONS, arm('letter@x')];
    const choice = choose({ snapshot: { ...SNAPSHOT, strategy }, eligible });
    expect(choice.distribution.actions).toEqual(eligible.toSorted());
  });
});

test('an action named twice is one action', () => {
  const eligible = ['sms@x', 'sms@x', 'call@x'].map(arm);
  expect(choose({ snapshot: { ...SNAPSHOT, strategy: 'uniform' }, eligible }).distribution).toEqual({
    actions: ['call@x', 'sms@x'],
    weights: [WHOLE / 2, WHOLE / 2],
  });
  for (const snapshot of [SNAPSHOT, undefined]) {
    expect(choose({ snapshot, eligible })).toEqual(choose({ snapshot, eligible: eligible.slice(1) }));
  }
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
