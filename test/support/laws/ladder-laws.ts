import { expect } from 'vitest';
import { chooseAction } from '../../../src/core/decision/choose-action.ts';
import { type PolicyAnswer, type PolicyInput, scorePolicy } from '../../../src/core/decision/score-policy.ts';
import type { ActionId } from '../../../src/core/identifiers.ts';
import { buildSnapshot, type SnapshotInput } from '../../../src/core/model/build-snapshot.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { parseSnapshot, serializeSnapshot } from '../../../src/core/model/snapshot-codec.ts';
import { type Distribution, WHOLE } from '../../../src/core/policy/distribution.ts';
import { propensityOf } from '../../../src/core/policy/draw.ts';
import { explorerShares } from '../../../src/core/policy/explore.ts';
import { fixedRulesShares, preferredAction } from '../../../src/core/policy/fixed-rules.ts';
import { LADDER } from '../../../src/core/policy/strategy.ts';
import { uniformShares } from '../../../src/core/policy/uniform.ts';
import { type LadderCase, questionOf } from '../arbitraries/ladder-case.ts';
import { expectDistribution, expectFloor } from './distribution-laws.ts';

/*
 * What holds of every strategy of the ladder, whatever it learned from and whoever is eligible. Each law takes one
 * case; a strategy that comes to the ladder is held to all of them.
 */

/** Whole weights that sum to 2³², over the eligible actions that whoever decides can decide between. */
export function sumsExactly(given: LadderCase): void {
  const question = questionOf(given);
  const { distribution } = scorePolicy(question);
  expectDistribution(distribution, contenders(question));
}

/** An action that is not eligible has the probability 0, also one that the model thinks best. */
export function masksExactly(given: LadderCase): void {
  const { distribution } = scorePolicy(questionOf(given));
  for (const { action } of given.input.arms) {
    if (!given.eligible.includes(action)) expect(propensityOf(distribution, action)).toBe(0);
  }
}

/** The order of the eligible actions does not matter, nor does naming one twice. */
export function ignoresOrder(given: LadderCase): void {
  const answer = scorePolicy(questionOf(given));
  const reversed = given.eligible.toReversed();
  expect(scorePolicy(questionOf({ ...given, eligible: reversed }))).toEqual(answer);
  const repeated = [...reversed, ...given.eligible];
  expect(scorePolicy(questionOf({ ...given, eligible: repeated }))).toEqual(answer);
}

/** Other names for the same actions leave each its probability, to one unit: only the order of ties depends on them. */
export function ignoresNames(given: LadderCase): void {
  const question = questionOf(given);
  const before = scorePolicy(question).distribution;
  const after = scorePolicy(renamedQuestion(question)).distribution;
  for (const action of before.actions) {
    expect(Math.abs(weightOf(after, renamed(action)) - weightOf(before, action))).toBeLessThanOrEqual(1);
  }
}

/** What is learned of an arm does not depend on its name, but for the rounding of sums in another order. */
export function learnsWhateverTheName({ input, x }: LadderCase): void {
  const before = buildSnapshot(input);
  const after = buildSnapshot(renamedInput(input));
  expect(after.effects.map(({ kind, name }) => [kind, name])).toEqual(
    before.effects.map(({ kind, name }) => [kind, name]),
  );
  for (const arm of before.arms) {
    const same = after.arms.find(({ action }) => action === renamed(arm.action));
    expect(same).toMatchObject({ cost: arm.cost, price: arm.price, groups: arm.groups, count: arm.count });
    arm.theta.forEach((weight, j) => {
      const size = 1 + Math.abs(weight);
      expect(Math.abs((same?.theta[j] ?? Number.NaN) - weight) / size).toBeLessThan(1e-8);
    });
    arm.covariance.forEach((value, place) => {
      const size = 1 + Math.abs(value);
      expect(Math.abs((same?.covariance[place] ?? Number.NaN) - value) / size).toBeLessThan(1e-8);
    });
    expect(x.values.length).toBe(before.names.length);
  }
}

/** Every action keeps its even part of ε; only a strategy without valid propensities has no ε. */
export function keepsTheFloor(given: LadderCase): void {
  const question = questionOf(given);
  const { distribution, epsilon } = scorePolicy(question);
  expectFloor(distribution, distribution.actions.length, epsilon);
  expect(epsilon).toBe(epsilonOf(question));
  const { validPropensities } = LADDER[given.input.strategy];
  expect(epsilon > 0).toBe(validPropensities || contendersOfModel(question).length === 0);
}

/** Arms of which the same is known tie: each of a pair of twins is as probable as the other, to one unit. */
export function splitsTies(given: LadderCase): void {
  const question = questionOf(withTwins(given));
  const { distribution, kind } = scorePolicy(question);
  const preferred = preferredAction(distribution.actions, given.fallback);
  for (const action of given.eligible) {
    const pair = [action, twin(action)] as const;
    const unequal = kind === 'plain' && given.input.strategy !== 'uniform' && action === preferred;
    if (unequal || !distribution.actions.includes(action)) continue;
    const [one, other] = pair.map((each) => weightOf(distribution, each));
    expect(Math.abs((one ?? 0) - (other ?? 0))).toBeLessThanOrEqual(1);
  }
}

/** The distribution is the explorer's shares with 1 − ε and even shares with ε, to one unit of 2⁻³². */
export function honoursEpsilon(given: LadderCase): void {
  const question = questionOf(given);
  const answer = scorePolicy(question);
  const { actions, weights } = answer.distribution;
  const shares = sharesOf(answer, question);
  const epsilon = epsilonOf(question);
  const exact = Array.from(shares, (share) => ((1 - epsilon) * share + epsilon / actions.length) * WHOLE);
  const raised = exact.filter((weight) => weight < 1).length;
  exact.forEach((weight, index) => {
    expect(Math.abs((weights[index] ?? Number.NaN) - weight)).toBeLessThanOrEqual(1 + raised);
  });
  const spread = weights.reduce(
    (sum, weight, i) => sum + weight - (1 - epsilon) * (shares[i] ?? 0) * WHOLE,
    0,
  );
  expect(spread / WHOLE).toBeCloseTo(epsilon, 9);
}

/** A snapshot that was stored and read again answers with the same bits, whatever is drawn, and is stored alike. */
export function replays(given: LadderCase): void {
  const question = questionOf(given);
  const bytes = serializeSnapshot(question.snapshot as Snapshot);
  const read = parseSnapshot(bytes);
  const { distribution } = scorePolicy(question);
  let draw = 0;
  for (const [index, action] of distribution.actions.entries()) {
    const choice = chooseAction({ ...question, draw });
    const again = chooseAction({ ...structuredClone(question), snapshot: read, draw });
    expect(choice).toMatchObject({ action, distribution });
    expect(again).toEqual(choice);
    expectFinite(choice.explanation);
    draw += distribution.weights[index] ?? 0;
  }
  expect(Buffer.compare(serializeSnapshot(read), bytes)).toBe(0);
}

/** The importance weight of the own policy is 1 by expectation, exactly; that of the even policy but for rounding. */
export function weighsToOne(given: LadderCase): void {
  const { distribution } = scorePolicy(questionOf(given));
  const propensities = distribution.actions.map((action) => propensityOf(distribution, action));
  expect(propensities.reduce((sum, p) => sum + p * (p / p), 0)).toBe(1);
  const even = 1 / propensities.length;
  expect(propensities.reduce((sum, p) => sum + p * (even / p), 0)).toBeCloseTo(1, 12);
}

/** An action without an arm is left to strategies that need none; a cold arm has finite scores like any other. */
export function copesWithTheUnknown(given: LadderCase): void {
  const { input } = given;
  const cold = { ...input, statistics: new Map([...input.statistics].slice(0, 1)) };
  const question = questionOf({ ...given, input: cold });
  const answer = scorePolicy(question);
  expectDistribution(answer.distribution, contenders(question));
  if (answer.kind === 'plain') return;
  const { means, widths, costs } = answer.scored;
  for (const row of [means, widths, costs]) expect(row.every(Number.isFinite)).toBe(true);
  expect(widths.every((width) => width > 0)).toBe(true);
}

function expectFinite(explanation: object): void {
  for (const value of Object.values(explanation)) {
    if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite);
    else if (typeof value === 'object' && value !== null) expectFinite(value);
  }
}

/** Whom the model can decide between: none when there is nothing that it learned, or nothing to ask a model for. */
function contendersOfModel({ snapshot, eligible }: PolicyInput): readonly ActionId[] {
  if (snapshot === undefined || LADDER[snapshot.strategy].learner === 'none') return [];
  if (snapshot.arms.every(({ count }) => count === 0)) return [];
  return eligible.filter((action) => snapshot.arms.some((arm) => arm.action === action));
}

function contenders(question: PolicyInput): readonly ActionId[] {
  const known = contendersOfModel(question);
  return known.length > 0 ? known : question.eligible;
}

function epsilonOf(question: PolicyInput): number {
  const { snapshot, fallback } = question;
  if (snapshot?.strategy === 'uniform') return 1;
  if (snapshot === undefined || contendersOfModel(question).length === 0) return fallback.epsilon;
  return LADDER[snapshot.strategy].explorer === 'arg-max' ? 0 : snapshot.exploration.epsilon;
}

function sharesOf(answer: PolicyAnswer, { fallback }: PolicyInput): Float64Array {
  if (answer.kind === 'model') {
    return explorerShares(answer.explorer, answer.scored, answer.snapshot.exploration);
  }
  const { actions } = answer.distribution;
  return answer.strategy === 'uniform' ? uniformShares(actions.length) : fixedRulesShares(actions, fallback);
}

function weightOf({ actions, weights }: Distribution, action: ActionId): number {
  return weights[actions.indexOf(action)] ?? Number.NaN;
}

/** Another name, under which the actions are sorted the other way round. */
function renamed(action: ActionId): ActionId {
  const turned = Array.from(action, (letter) => String.fromCharCode(0x7f - letter.charCodeAt(0)));
  return `${turned.join('')}\u007f` as ActionId;
}

function renamedInput(input: SnapshotInput): SnapshotInput {
  return {
    ...input,
    arms: input.arms.map((arm) => ({ ...arm, action: renamed(arm.action) })),
    statistics: new Map([...input.statistics].map(([action, each]) => [renamed(action), each])),
  };
}

function renamedQuestion({ snapshot, x, eligible, fallback }: PolicyInput): PolicyInput {
  const arms = snapshot?.arms.map((arm) => ({ ...arm, action: renamed(arm.action) }));
  return {
    snapshot: snapshot && { ...snapshot, arms: (arms ?? []).sort((a, b) => (a.action < b.action ? -1 : 1)) },
    x,
    eligible: eligible.map(renamed),
    fallback: { ...fallback, order: fallback.order.map(renamed) },
  };
}

function twin(action: ActionId): ActionId {
  return `${action}-twin` as ActionId;
}

/** The case with a second arm for each, of which the very same was learned. */
function withTwins({ input, eligible, ...rest }: LadderCase): LadderCase {
  return {
    ...rest,
    eligible: [...eligible, ...eligible.map(twin)],
    input: {
      ...input,
      arms: [...input.arms, ...input.arms.map((arm) => ({ ...arm, action: twin(arm.action) }))],
      statistics: new Map(
        [...input.statistics].flatMap(([action, each]) => [
          [action, each],
          [twin(action), each],
        ]),
      ),
    },
  };
}
