import { expect, test } from 'vitest';
import { explainRulesChoice, type RulesChoice } from '../../../../src/core/explain/explain-rules-choice.ts';
import { arm } from '../../../support/builders/identifiers.ts';

function explain(overrides: Partial<RulesChoice> = {}) {
  return explainRulesChoice({
    action: arm('sms@x'),
    eligible: ['email@x', 'sms@x'].map(arm),
    reason: 'no-model',
    preferred: arm('sms@x'),
    propensity: 0.9,
    floorShare: 1 / 9,
    ...overrides,
  });
}

test('the rules expect nothing and follow their order', () => {
  expect(explain()).toEqual({
    mean: 0,
    contributions: [],
    uncertainty: 0,
    bonus: 0,
    cost: 0,
    price: 0,
    floorShare: 1 / 9,
    greedy: 'sms@x',
    exploration: false,
    learnedFrom: 0,
    because: [
      'No model that knows the eligible actions could be used: the approved fixed rules decided.',
      'sms@x is the first eligible action of their order.',
      'Its probability was 90.0 %; 11.1 % of that is the even share that every eligible action keeps.',
    ],
  });
});

test.each<[string, Partial<RulesChoice>, boolean, string]>([
  ['the only action', { eligible: [arm('sms@x')] }, false, 'sms@x was the only action to choose from.'],
  [
    'another than the preferred',
    { preferred: arm('email@x') },
    true,
    'Exploration: email@x comes first in their order; sms@x was drawn to learn more about it.',
  ],
  [
    'no preference',
    { preferred: undefined },
    true,
    'Their order names no eligible action, so all were equally likely.',
  ],
])('%s', (_case, overrides, exploration, sentence) => {
  const explanation = explain(overrides);
  expect(explanation.exploration).toBe(exploration);
  expect(explanation.because[1]).toBe(sentence);
});

test.each<[RulesChoice['reason'], readonly string[]]>([
  ['fixed-rules', ['The approved fixed rules decide.', 'sms@x is the first eligible action of their order.']],
  [
    'uniform',
    ['Every eligible action was equally likely, so that policies can be compared without a model.'],
  ],
])('%s decides because the configuration says so', (reason, sentences) => {
  const { because } = explain({ reason });
  expect(because.slice(0, -1)).toEqual(sentences);
  expect(because.at(-1)).toMatch(/^Its probability was/);
});
