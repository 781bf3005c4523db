import { describe, expect, test } from 'vitest';
import type { FeatureSchema } from '../../../../src/core/features/feature-schema.ts';
import type { ActionId, ModelId } from '../../../../src/core/identifiers.ts';
import { buildSnapshot, type SnapshotInput } from '../../../../src/core/model/build-snapshot.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../../src/core/model/fold.ts';
import { scoreArms } from '../../../../src/core/model/score-arms.ts';
import type { SnapshotArm } from '../../../../src/core/model/snapshot.ts';
import type { Statistics } from '../../../../src/core/model/statistics.ts';
import { DEFAULT_SCALES } from '../../../../src/core/pooling/default-scales.ts';
import { scoreOf } from '../../../support/score-of.ts';

const schema: FeatureSchema = {
  features: [
    { kind: 'numeric', name: 'x', min: -8, max: 8, center: 0, spread: 1, missing: { rule: 'refuse' } },
  ],
  crosses: [],
};
const names = ['(intercept)', 'x'];
const sms = 'sms@weekend' as ActionId;
const email = 'email@weekend' as ActionId;
const EXPLORATION = { beta: 3, epsilon: 0.05, gamma: 10 };

function build(changes: Partial<SnapshotInput> = {}): readonly SnapshotArm[] {
  return buildSnapshot({
    model: 'outreach' as ModelId,
    strategy: 'linucb',
    schema,
    ridge: 1,
    scales: DEFAULT_SCALES,
    fittedOn: 0,
    exploration: EXPLORATION,
    arms: [{ action: sms, cost: 0.02, groups: {} }],
    statistics: new Map(),
    ...changes,
  }).arms;
}

function only(arms: readonly SnapshotArm[]): SnapshotArm {
  const [arm, ...others] = arms;
  if (arm === undefined || others.length > 0) throw new Error(`expected one arm, got ${arms.length}`);
  return arm;
}

function credited(...rows: readonly (readonly [x0: number, x1: number, reward: number])[]): Statistics {
  return foldCredits(
    EMPTY_STATISTICS,
    rows.map(([a, b, reward]) => ({ kind: 'credit', x: { names, values: Float64Array.of(a, b) }, reward })),
  );
}

describe('LinUCB on a case worked by hand', () => {
  const statistics = new Map([[sms, credited([1, 0, 1], [1, 1, 0])]]);
  const arm = only(build({ statistics }));

  test('A = [[3, 1], [1, 2]] and b = (1, 0) give θ = (0.4, −0.2)', () => {
    expect(arm.theta[0]).toBeCloseTo(0.4, 15);
    expect(arm.theta[1]).toBeCloseTo(-0.2, 15);
    expect(arm).toMatchObject({ action: sms, cost: 0.02, count: 2, rewardSum: 1 });
  });

  test('at (1, 1) the mean is 0.2 and the upper bound with α = 1 is 0.9745966692414834', () => {
    const { mean, uncertainty } = scoreOf(arm, Float64Array.of(1, 1));
    expect(mean).toBeCloseTo(0.2, 15);
    expect(uncertainty ** 2).toBeCloseTo(0.6, 14);
    expect(mean + uncertainty).toBeCloseTo(0.9745966692414834, 14);
  });
});

describe('a cold arm', () => {
  test.each([0.1, 0.25, 4, 10])('with λ = %d has mean 0 and the width ‖x‖ ÷ √λ', (ridge) => {
    const score = scoreOf(only(build({ ridge })), Float64Array.of(1, -3));
    expect(score.mean).toBe(0);
    expect(score.uncertainty).toBeCloseTo(Math.sqrt(10) / Math.sqrt(ridge), 12);
  });
});

describe('an unsound model is refused', () => {
  test.each<[string, Partial<SnapshotInput>]>([
    ['/ridge', { ridge: 0 }],
    ['/ridge', { ridge: Number.POSITIVE_INFINITY }],
    ['/exploration/beta', { exploration: { ...EXPLORATION, beta: -1 } }],
    ['/exploration/beta', { exploration: { ...EXPLORATION, beta: Number.POSITIVE_INFINITY } }],
    ['/exploration/epsilon', { exploration: { ...EXPLORATION, epsilon: 0 } }],
    ['/exploration/epsilon', { exploration: { ...EXPLORATION, epsilon: 1.1 } }],
    ['/exploration/gamma', { exploration: { ...EXPLORATION, gamma: -1 } }],
    ['/exploration/gamma', { exploration: { ...EXPLORATION, gamma: Number.POSITIVE_INFINITY } }],
    ['/scales/noise', { scales: { ...DEFAULT_SCALES, noise: 0 } }],
    ['/scales/arm', { scales: { ...DEFAULT_SCALES, arm: Number.POSITIVE_INFINITY } }],
    ['/scales/slot', { scales: { ...DEFAULT_SCALES, slot: -0.1 } }],
    ['/arms/0/cost', { arms: [{ action: sms, cost: -1, groups: {} }] }],
    ['/arms/0/cost', { arms: [{ action: sms, cost: Number.POSITIVE_INFINITY, groups: {} }] }],
    ['/arms/0/price', { arms: [{ action: sms, cost: 0, price: -1, groups: {} }] }],
    ['/arms/0/price', { arms: [{ action: sms, cost: 0, price: Number.NaN, groups: {} }] }],
    ['/arms/1/action', { arms: [sms, sms].map((action) => ({ action, cost: 0, groups: {} })) }],
    [
      '/features/0/spread',
      { schema: { features: [{ ...schema.features[0], spread: 0 } as never], crosses: [] } },
    ],
    [
      '/features/0/name',
      { schema: { features: [{ ...schema.features[0], name: 'age' } as never], crosses: [] } },
    ],
  ])('%s', (pointer, changes) => {
    expect(() => build(changes)).toThrow(
      expect.objectContaining({ code: 'config-invalid', fields: [expect.objectContaining({ pointer })] }),
    );
  });

  test('settings at the ends of their ranges are fine', () => {
    const exploration = { beta: 0, epsilon: 1, gamma: 0 };
    const scales = { ...DEFAULT_SCALES, base: 0, channel: 0, day: 0, slot: 0 };
    const arms = [{ action: sms, cost: 0, price: 0, groups: {} }];
    expect(build({ exploration, scales, arms })).toHaveLength(1);
  });
});

describe('statistics that can not come from credits', () => {
  const sound = credited([1, 2, 1], [1, 1, 0]);

  test('name arm, dimension and pivot when positive definiteness is lost', () => {
    const statistics = new Map([[sms, { ...sound, gram: Float64Array.of(1, 5, 1) }]]);
    expect(() => build({ statistics, ridge: 0.5 })).toThrow(
      expect.objectContaining({
        name: 'CorruptStateError',
        code: 'not-positive-definite',
        details: { arm: sms, dimension: 2, smallestPivot: expect.closeTo(1.5 - 25 / 1.5, 10), ridge: 0.5 },
      }),
    );
  });

  test.each<[string, Partial<Statistics>]>([
    ['a Gram value is NaN', { gram: Float64Array.of(1, Number.NaN, 1) }],
    ['a vector value is infinite', { vector: Float64Array.of(1, Number.POSITIVE_INFINITY) }],
    ['the reward sum is NaN', { rewardSum: Number.NaN }],
    ['the count is NaN', { count: Number.NaN }],
    ['the count is below 0', { count: -1 }],
  ])('are refused: %s', (_, change) => {
    expect(() => build({ statistics: new Map([[sms, { ...sound, ...change }]]) })).toThrow(
      expect.objectContaining({ code: 'statistics-corrupt', details: expect.objectContaining({ arm: sms }) }),
    );
  });
});

test('arms come out sorted by action; statistics of other arms are left out', () => {
  const statistics = new Map([
    [sms, credited([1, 0, 1])],
    ['letter@weekend' as ActionId, credited([1, 0, 1])],
  ]);
  const arms = build({ statistics, arms: [sms, email].map((action) => ({ action, cost: 0, groups: {} })) });
  expect(arms.map(({ action, count }) => [action, count])).toEqual([
    [email, 0],
    [sms, 1],
  ]);
});

test('a vector of another length than the model is a defect', () => {
  expect(() => scoreArms(build(), Float64Array.of(1))).toThrow(
    expect.objectContaining({ code: 'unreachable' }),
  );
});
