import { fc } from '@fast-check/vitest';
import { encodedNames } from '../../../src/core/features/feature-columns.ts';
import type { ActionId, ModelId } from '../../../src/core/identifiers.ts';
import type { SnapshotInput } from '../../../src/core/model/build-snapshot.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import type { Exploration } from '../../../src/core/policy/exploration.ts';
import { STRATEGY_NAMES, type StrategyName } from '../../../src/core/policy/strategy.ts';
import type { ArmGroups } from '../../../src/core/pooling/arm-groups.ts';
import type { PoolingScales } from '../../../src/core/pooling/pooling-scales.ts';
import { featureSchema } from './feature-schema.ts';
import { type Credit, credits, gridValue, vectorOf } from './statistics.ts';

const ACTIONS = [
  'call@weekend',
  'call@weekday-evening',
  'email@weekday-morning',
  'no-contact',
  'sms@weekday-evening',
  'sms@weekend',
] as ActionId[];

export const ridge: fc.Arbitrary<number> = fc.double({ min: 0.05, max: 50, noNaN: true });

/** Mostly moderate, so that arms come close to each other, and at times as large as a reward can be. */
const reward = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -4096, max: 4096 }).map((steps) => steps / 4096) },
  { weight: 1, arbitrary: gridValue },
);

/** Few values, so that ties come up, or any moderate one. */
const price = fc.oneof(fc.constantFrom(0, 0.01, 0.25), fc.double({ min: 0, max: 2, noNaN: true }));

const exploration: fc.Arbitrary<Exploration> = fc.record(
  {
    beta: fc.oneof(fc.constantFrom(0, 1, 3, 10), fc.double({ min: 0, max: 10, noNaN: true })),
    epsilon: fc.oneof(fc.constantFrom(0.02, 0.2, 1), fc.double({ min: 0.001, max: 1, noNaN: true })),
    gamma: fc.oneof(fc.constantFrom(0, 10, 1000), fc.double({ min: 0, max: 1000, noNaN: true })),
  },
  { noNullPrototype: true },
);

/** Credits of vectors with these names, as an encoder with such columns makes them. */
export function creditsOf(names: readonly string[]): fc.Arbitrary<readonly Credit[]> {
  return fc.array(fc.record({ x: vectorOf(names), reward }), { maxLength: 12 });
}

const scale = fc.double({ min: 0.05, max: 3, noNaN: true });
const effectScale = fc.oneof(fc.constant(0), scale);

const scales: fc.Arbitrary<PoolingScales> = fc.record({
  noise: scale,
  base: effectScale,
  channel: effectScale,
  day: effectScale,
  slot: effectScale,
  arm: scale,
});

/** Channel and days as in the action's name; times of day that some share and some lack. */
function groupsOf(action: ActionId): fc.Arbitrary<ArmGroups> {
  const [channel = '', window] = action.split('@');
  const day = window === undefined ? {} : { day: window.split('-')[0] ?? '' };
  return fc.constantFrom({}, { slot: 'morning' }, { slot: 'evening' }).map((slot) => ({
    channel,
    ...day,
    ...slot,
  }));
}

/** What sound snapshots of a strategy are built from: a few arms, some of them cold. */
export function snapshotInputOf(strategy: StrategyName): fc.Arbitrary<SnapshotInput> {
  return featureSchema.chain((schema) =>
    fc
      .record({
        ridge,
        scales,
        fittedOn: fc.nat({ max: 10_000 }),
        exploration,
        arms: fc.tuple(
          ...ACTIONS.map((action) =>
            fc.record({
              action: fc.constant(action),
              cost: price,
              price,
              groups: groupsOf(action),
              learned: creditsOf(encodedNames(schema)),
            }),
          ),
        ),
        chosen: fc.shuffledSubarray([...ACTIONS]),
      })
      .map(({ arms, chosen, ...settings }): SnapshotInput => {
        const some = chosen.flatMap((action) => arms.filter((arm) => arm.action === action));
        return {
          model: 'outreach' as ModelId,
          strategy,
          schema,
          ...settings,
          arms: some.map(({ action, cost, price, groups }) => ({ action, cost, price, groups })),
          statistics: new Map(
            some.map(({ action, learned }) => [action, foldCredits(EMPTY_STATISTICS, credits(learned))]),
          ),
        };
      }),
  );
}

/** The same for any strategy of the ladder. */
export const snapshotInput: fc.Arbitrary<SnapshotInput> = fc
  .constantFrom(...STRATEGY_NAMES)
  .chain(snapshotInputOf);
