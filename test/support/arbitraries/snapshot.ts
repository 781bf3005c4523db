import { fc } from '@fast-check/vitest';
import { encodedNames } from '../../../src/core/features/feature-columns.ts';
import type { ActionId, ModelId } from '../../../src/core/identifiers.ts';
import type { SnapshotInput } from '../../../src/core/model/build-snapshot.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import { featureSchema } from './feature-schema.ts';
import { type Credit, credits, gridValue, vectorOf } from './statistics.ts';

const ACTIONS = ['call@weekend', 'email@weekday-morning', 'no-contact', 'sms@weekday-evening'] as ActionId[];

export const ridge: fc.Arbitrary<number> = fc.double({ min: 0.05, max: 50, noNaN: true });

/** Credits of vectors with these names, as an encoder with such columns makes them. */
export function creditsOf(names: readonly string[]): fc.Arbitrary<readonly Credit[]> {
  return fc.array(fc.record({ x: vectorOf(names), reward: gridValue }), { maxLength: 12 });
}

/** What sound snapshots are built from: a few arms, some of them cold. */
export const snapshotInput: fc.Arbitrary<SnapshotInput> = featureSchema.chain((schema) =>
  fc
    .record({
      ridge,
      exploration: fc.record({
        beta: fc.double({ min: 0, max: 10, noNaN: true }),
        epsilon: fc.double({ min: 0.001, max: 1, noNaN: true }),
      }),
      arms: fc.uniqueArray(
        fc.record({
          action: fc.constantFrom(...ACTIONS),
          cost: fc.double({ min: 0, max: 2, noNaN: true }),
          learned: creditsOf(encodedNames(schema)),
        }),
        { selector: ({ action }) => action },
      ),
    })
    .map(
      ({ arms, ...settings }): SnapshotInput => ({
        model: 'outreach' as ModelId,
        schema,
        ...settings,
        arms: arms.map(({ action, cost }) => ({ action, cost })),
        statistics: new Map(
          arms.map(({ action, learned }) => [action, foldCredits(EMPTY_STATISTICS, credits(learned))]),
        ),
      }),
    ),
);
