import { describe, expect, test } from 'vitest';
import { type LiveModelSettings, liveModel } from '../../../bench/live-model.ts';
import { scalesFor } from '../../../src/app/scales-for.ts';
import { makeEncoder } from '../../../src/core/features/encoder.ts';
import type { FeatureSchema } from '../../../src/core/features/feature-schema.ts';
import type { ModelId } from '../../../src/core/identifiers.ts';
import { buildSnapshot } from '../../../src/core/model/build-snapshot.ts';
import type { CreditChange } from '../../../src/core/model/credit-change.ts';
import { decayedStatistics } from '../../../src/core/model/decay.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import { explorationAfter } from '../../../src/core/policy/exploration.ts';
import type { StrategyName } from '../../../src/core/policy/strategy.ts';
import type { DecisionWeek } from '../../../src/core/time/decision-week.ts';
import { arm } from '../../support/builders/identifiers.ts';

const schema: FeatureSchema = {
  features: [
    { kind: 'numeric', name: 'size', min: 0, max: 1, center: 0.5, spread: 0.25, missing: { rule: 'refuse' } },
    { kind: 'categorical', name: 'group', levels: ['a', 'b'], missing: { rule: 'refuse' } },
  ],
  crosses: [],
};
const encoder = makeEncoder(schema);
const ARMS = ['email@mon', 'email@tue', 'sms@mon'].map((action) => ({
  action: arm(action),
  cost: 0.01,
  groups: { channel: action.slice(0, action.indexOf('@')) },
}));
const EXPLORATION = { beta: 2, epsilon: { start: 0.1, floor: 0.02, halfway: 100 }, gamma: 10 };

const settingsOf = (strategy: StrategyName, halfLifeWeeks?: number): LiveModelSettings => ({
  strategy,
  schema,
  arms: ARMS,
  learning: { ridge: 2, scales: 'fitted', ...(halfLifeWeeks === undefined ? {} : { halfLifeWeeks }) },
  exploration: EXPLORATION,
  rewardRange: 1,
});

/** So many credits, two a row for each arm in turn, in weeks of 100. */
const CREDITS = Array.from({ length: 300 }, (_, index) => {
  const x = encoder.encode({ size: ((index * 7) % 11) / 11, group: index % 3 === 0 ? 'a' : 'b' });
  const change: CreditChange = { kind: 'credit', x, reward: index % 4 === 0 ? 1 : 0 };
  return {
    action: ARMS[Math.floor(index / 2) % 3]?.action ?? arm(''),
    week: Math.floor(index / 100),
    change,
  };
});

/** What publishing builds of the same credits, folded at once. */
function published(strategy: StrategyName, halfLifeWeeks: number | undefined, asOf: number) {
  const statistics = new Map(
    ARMS.map(({ action }) => {
      const weeks = [0, 1, 2].map((week) => ({
        week: week as DecisionWeek,
        statistics: foldCredits(
          EMPTY_STATISTICS,
          CREDITS.filter((each) => each.action === action && each.week === week).map(({ change }) => change),
        ),
      }));
      return [action, decayedStatistics(weeks, halfLifeWeeks, asOf as DecisionWeek)] as const;
    }),
  );
  let credits = 0;
  for (const { count } of statistics.values()) credits += count;
  return buildSnapshot({
    model: 'bench' as ModelId,
    strategy,
    schema,
    ridge: 2,
    ...scalesFor('fitted', undefined, { names: encoder.names, arms: ARMS, statistics }),
    exploration: explorationAfter(credits, EXPLORATION, 1),
    arms: ARMS,
    statistics,
  });
}

describe('a model that learns bit by bit is the one that publishing builds at once', () => {
  test.each([undefined, 2])('with a half-life of %s weeks', (halfLifeWeeks) => {
    const model = liveModel(settingsOf('pooled-linucb', halfLifeWeeks));
    CREDITS.forEach(({ action, week, change }, index) => {
      model.learn(action, week, change);
      // Scales stay as they were fitted until credits grow by a quarter, so the last fit has to be the last rebuild.
      if (index < 150 && index % 7 === 0) model.rebuild(week);
    });
    model.rebuild(2);
    expect(model.snapshot).toEqual(published('pooled-linucb', halfLifeWeeks, 2));
  });

  test('for a learner that knows no scales, but for the scales, which it does not look at', () => {
    const model = liveModel(settingsOf('linucb'));
    for (const { action, week, change } of CREDITS) model.learn(action, week, change);
    model.rebuild(2);
    const { scales: _, fittedOn: __, ...rest } = published('linucb', undefined, 2);
    expect(model.snapshot).toMatchObject(rest);
  });
});

test('what was learned counts from the next rebuild on', () => {
  const model = liveModel(settingsOf('linucb'));
  const before = model.snapshot;
  const [first] = CREDITS;
  if (first !== undefined) model.learn(first.action, first.week, first.change);
  expect(model.snapshot).toBe(before);
  model.rebuild(0);
  expect(model.snapshot.arms.map(({ count }) => count)).toEqual([1, 0, 0]);
});

test('an arm that there is not is refused', () => {
  const model = liveModel(settingsOf('linucb'));
  const [first] = CREDITS;
  if (first !== undefined) model.learn(arm('push@mon'), 0, first.change);
  expect(() => model.rebuild(0)).toThrow('push@mon');
});
