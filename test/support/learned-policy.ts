import type { FallbackRules } from '../../src/core/configuration.ts';
import { encodedNames } from '../../src/core/features/feature-columns.ts';
import type { FeatureSchema, NumericFeature } from '../../src/core/features/feature-schema.ts';
import type { FeatureVector } from '../../src/core/features/feature-vector.ts';
import { clipToGrid } from '../../src/core/linear-algebra/grid.ts';
import { buildSnapshot } from '../../src/core/model/build-snapshot.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../src/core/model/fold.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import type { StrategyName } from '../../src/core/policy/strategy.ts';
import { DEFAULT_SCALES } from '../../src/core/pooling/default-scales.ts';
import { type RandomSource, randomSource } from '../../src/core/simulation/random-source.ts';
import { arm, model } from './builders/identifiers.ts';

const feature = (name: string): NumericFeature => ({
  kind: 'numeric',
  name,
  min: -8,
  max: 8,
  center: 0,
  spread: 1,
  missing: { rule: 'refuse' },
});
const SCHEMA: FeatureSchema = { features: ['balance', 'delay', 'score'].map(feature), crosses: [] };
const NAMES = encodedNames(SCHEMA);

const ARMS = ['call', 'email', 'sms'].flatMap((channel) =>
  ['fri-evening', 'mon-evening', 'mon-morning', 'sat-morning'].map((window) => {
    const [day = '', slot = ''] = window.split('-');
    return { action: arm(`${channel}@${window}`), groups: { channel, day, slot } };
  }),
);

/** Twelve actions of three channels, which cost something; what they bring differs little. */
export const LEARNED_ACTIONS = ARMS.map(({ action }) => action);
export const LEARNED_FALLBACK: FallbackRules = { order: [arm('sms@mon-evening')], epsilon: 0.2 };

export function aContext(random: RandomSource): FeatureVector {
  const values = Float64Array.from(NAMES, (_, j) => (j === 0 ? 1 : clipToGrid(random.normal())));
  return { names: NAMES, values };
}

/** What a strategy believes after some outcomes of each action: many of some, few of others, none of one. */
export function aLearnedSnapshot(strategy: StrategyName): Snapshot {
  const random = randomSource(7, 'learned');
  const statistics = ARMS.slice(1).map(({ action }, index) => {
    const weights = NAMES.map((_, j) => (j === 0 ? 0.3 : 0) + 0.1 * random.normal());
    const changes = Array.from({ length: 2 + 6 * (index % 4) ** 2 }, () => {
      const x = aContext(random);
      const mean = x.values.reduce((sum, value, j) => sum + value * (weights[j] ?? 0), 0);
      return { kind: 'credit', x, reward: clipToGrid(mean + 0.5 * random.normal()) } as const;
    });
    return [action, foldCredits(EMPTY_STATISTICS, changes)] as const;
  });
  return buildSnapshot({
    model: model('learned'),
    strategy,
    schema: SCHEMA,
    ridge: 1,
    scales: DEFAULT_SCALES,
    fittedOn: 0,
    exploration: { beta: 3, epsilon: 0.1, gamma: 20 },
    arms: ARMS.map((each, index) => ({ ...each, cost: (index % 3) / 64 })),
    statistics: new Map(statistics),
  });
}
