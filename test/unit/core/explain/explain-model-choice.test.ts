import { describe, expect, test } from 'vitest';
import { explainModelChoice, type ModelChoice } from '../../../../src/core/explain/explain-model-choice.ts';
import { arm } from '../../../support/builders/identifiers.ts';

const SMS = { action: arm('sms@weekday-evening'), mean: 0.234, uncertainty: 0.0815, cost: 0.02 };
const EMAIL = { action: arm('email@weekend'), mean: 0.21, uncertainty: 0.3, cost: 0 };
const CALL = { action: arm('call@weekend'), mean: 0.4, uncertainty: 0.1, cost: 0.25 };

function explain(overrides: Partial<ModelChoice> = {}) {
  return explainModelChoice({
    chosen: SMS,
    scored: [CALL, EMAIL, SMS],
    arm: { theta: Float64Array.of(0.3, -0.0165, 0, 0.5), count: 1234, cost: 0.02, price: 0 },
    bonus: 0.0125,
    names: ['(intercept)', 'daysPastDue', 'paymentScore', 'weekend'],
    x: Float64Array.of(1, 4, 2, 0),
    propensity: 0.7312,
    floorShare: 0.0228,
    ...overrides,
  });
}

test('the best action after cost is chosen for what is expected of it', () => {
  expect(explain()).toEqual({
    mean: 0.234,
    contributions: [
      { feature: '(intercept)', contribution: 0.3 },
      { feature: 'daysPastDue', contribution: -0.066 },
    ],
    uncertainty: 0.0815,
    bonus: 0.0125,
    cost: 0.02,
    price: 0,
    floorShare: 0.0228,
    greedy: 'sms@weekday-evening',
    exploration: false,
    learnedFrom: 1234,
    because: [
      'sms@weekday-evening has the highest expected reward after cost of 3 eligible actions: 0.214.',
      'Its probability was 73.1 %; 2.3 % of that is the even share that every eligible action keeps.',
      'Its expected reward is 0.234, mostly from (intercept) +0.300, daysPastDue -0.066; its cost is 0.020.',
      'Its estimate rests on 1234 outcomes, give or take 0.082.',
    ],
  });
});

describe('exploration is called that', () => {
  test('when another action was expected to do better', () => {
    const { greedy, exploration, because } = explain({ chosen: EMAIL });
    expect([greedy, exploration]).toEqual(['sms@weekday-evening', true]);
    expect(because[0]).toBe(
      'Exploration: sms@weekday-evening has the highest expected reward after cost, 0.214; email@weekend, with 0.210, was drawn to learn more about it.',
    );
  });

  test('when chance decided a tie; the first by name is the greedy one', () => {
    const twin = { ...SMS, action: arm('sms@weekday-midday') };
    const { greedy, exploration, because } = explain({ chosen: twin, scored: [twin, SMS] });
    expect([greedy, exploration]).toEqual(['sms@weekday-evening', true]);
    expect(because[0]).toBe(
      'Exploration: sms@weekday-midday and sms@weekday-evening have the same expected reward after cost, 0.214, the highest; chance decided.',
    );
  });
});

test('the only action needs no other reason', () => {
  expect(explain({ scored: [SMS] }).because[0]).toBe(
    'sms@weekday-evening was the only action to choose from.',
  );
});

test('an arm without outcomes says that nothing is known', () => {
  const cold = { action: arm('no-contact'), mean: 0, uncertainty: 1, cost: 0 };
  const { contributions, because } = explain({
    chosen: cold,
    scored: [cold],
    arm: { theta: new Float64Array(4), count: 0, cost: 0, price: 0 },
  });
  expect(contributions).toEqual([]);
  expect(because.slice(2)).toEqual([
    'Its expected reward is 0.000.',
    'Nothing has been learned about it yet, so its estimate is the starting value 0.',
  ]);
});

describe('a model that shares', () => {
  const parts = { base: 0.1, channel: 0.15, day: -0.03, slot: 0.01, residual: 0.004 };

  test('tells what is common to whom, and what is the action’s own', () => {
    const explanation = explain({ parts });
    expect(explanation.parts).toEqual(parts);
    expect(explanation.because[3]).toBe(
      'Of that, +0.100 is common to all actions, +0.150 to its channel, -0.030 to its days, +0.010 to its time of day, and +0.004 is its own.',
    );
  });

  test('knows something of an arm without outcomes', () => {
    const { because } = explain({
      parts,
      arm: { theta: Float64Array.of(0.234, 0, 0, 0), count: 0, cost: 0.02, price: 0 },
    });
    expect(because.at(-1)).toBe(
      'Nothing has been learned about it yet, so its estimate comes from what it shares with others.',
    );
  });
});

test('a shadow price is told apart from the cost, and both count', () => {
  const priced = { ...SMS, cost: 0.07 };
  const explanation = explain({
    chosen: priced,
    scored: [EMAIL, priced],
    arm: { theta: Float64Array.of(0.234, 0, 0, 0), count: 3, cost: 0.02, price: 0.05 },
  });
  expect(explanation).toMatchObject({ cost: 0.02, price: 0.05, greedy: 'email@weekend' });
  expect(explanation.because[2]).toContain(
    'its cost is 0.020; the channel is scarce today, which counts as 0.050.',
  );
});

test('outcomes that count less with age are told as a whole number', () => {
  const { learnedFrom, because } = explain({
    arm: { theta: new Float64Array(4), count: 12.6, cost: 0, price: 0 },
  });
  expect(learnedFrom).toBe(12.6);
  expect(because.at(-1)).toContain('rests on 13 outcomes');
});

test('contributions of one size are told by name, and a single outcome in the singular', () => {
  const { contributions, because } = explain({
    arm: { theta: Float64Array.of(-0.00004, 0.00001, 0, 0), count: 1, cost: 0.02, price: 0 },
  });
  expect(contributions.map(({ feature }) => feature)).toEqual(['(intercept)', 'daysPastDue']);
  expect(because[2]).toContain('(intercept) +0.000, daysPastDue +0.000');
  expect(because[3]).toBe('Its estimate rests on 1 outcome, give or take 0.082.');
});

test('no action, no explanation', () => {
  expect(() => explain({ scored: [] })).toThrow(expect.objectContaining({ code: 'unreachable' }));
});
