import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type Choice, chooseAction } from '../../../../src/core/decision/choose-action.ts';
import { drawAction, propensityOf } from '../../../../src/core/policy/draw.ts';
import { drawArb, eligibleArb, explorationArb } from '../../../support/arbitraries/scored-actions.ts';
import { aSnapshot, aVector } from '../../../support/builders/hand-made-snapshot.ts';
import { expectDistribution, expectFloor } from '../../../support/laws/distribution-laws.ts';

const caseArb = eligibleArb.chain((actions) =>
  fc.record({
    known: fc.subarray([...actions]),
    eligible: fc.subarray([...actions], { minLength: 1 }),
    order: fc.subarray([...actions], { maxLength: Math.min(3, actions.length) }),
    seed: fc.integer({ min: 1, max: 1_000 }),
    features: fc.integer({ min: 1, max: 8 }),
    exploration: explorationArb,
    readable: fc.constantFrom(true, true, false),
    draw: drawArb,
  }),
);
type Case = typeof caseArb extends fc.Arbitrary<infer T> ? T : never;

function snapshotOf({ known, seed, features, exploration, readable }: Case) {
  return readable ? aSnapshot(known, { seed, features, exploration }) : undefined;
}

function choose(given: Case, eligible = given.eligible): Choice {
  const { seed, features, exploration, draw, order } = given;
  return chooseAction({
    snapshot: snapshotOf(given),
    x: aVector(features, seed),
    eligible,
    draw,
    fallback: { order, epsilon: exploration.epsilon },
  });
}

/** Whom the model can decide between. */
function known(given: Case) {
  const learned = snapshotOf(given)?.arms.some(({ count }) => count > 0) ?? false;
  return learned ? given.eligible.filter((action) => given.known.includes(action)) : [];
}

/** Whom the decision is between. */
function contenders(given: Case) {
  const scored = known(given);
  return scored.length > 0 ? scored : given.eligible;
}

test.prop([caseArb])('what is logged is what was sampled from, whoever decides', (given) => {
  const { action, distribution, propensity } = choose(given);
  expectDistribution(distribution, contenders(given));
  expectFloor(distribution, distribution.actions.length, given.exploration.epsilon);
  expect(drawAction(distribution, given.draw)).toBe(action);
  expect(propensityOf(distribution, action)).toBe(propensity);
});

test.prop([caseArb])(
  'a decision repeats bit for bit, whatever the order of its eligible actions',
  (given) => {
    expect(choose(structuredClone(given))).toEqual(choose(given));
    expect(choose(given, [...given.eligible].reverse())).toEqual(choose(given));
  },
);

test.prop([caseArb])(
  'the model decides iff it has learned something and knows an eligible action',
  (given) => {
    const { fallback, strategy } = choose(given);
    const knows = known(given).length > 0;
    expect(fallback).toBe(!knows);
    expect(strategy).toBe(knows ? 'linucb' : 'fixed-rules');
  },
);

test.prop([caseArb])('the explanation adds up', (given) => {
  const { action, explanation } = choose(given);
  const { mean, contributions, greedy, exploration, floorShare, because } = explanation;
  expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(mean, 12);
  const sizes = contributions.map(({ contribution }) => Math.abs(contribution));
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(sizes).not.toContain(0);
  expect(contenders(given)).toContain(greedy);
  expect(exploration).toBe(action !== greedy);
  expect(floorShare).toBeGreaterThan(0);
  expect(floorShare).toBeLessThanOrEqual(1);
  expect(because.every((sentence) => /^[^\n]+\.$/.test(sentence))).toBe(true);
});
