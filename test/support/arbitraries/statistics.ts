import { fc } from '@fast-check/vitest';
import type { FeatureVector } from '../../../src/core/features/feature-vector.ts';
import type { CreditChange } from '../../../src/core/model/credit-change.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import type { Statistics } from '../../../src/core/model/statistics.ts';

/** Multiples of 2⁻¹² within ±8; zeros and the extremes come up often. */
export const gridValue: fc.Arbitrary<number> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(0, 8, -8, 1) },
  { weight: 3, arbitrary: fc.integer({ min: -32768, max: 32768 }).map((steps) => steps / 4096) },
);

const NAMES = ['(intercept)', 'balanceUsd', 'channel=sms', 'daysPastDue', 'hour~cos', 'hour~sin'];

/** A sorted list of some feature names. */
const featureNames: fc.Arbitrary<readonly string[]> = fc.subarray(NAMES);

export function vectorOf(names: readonly string[]): fc.Arbitrary<FeatureVector> {
  return fc
    .array(gridValue, { minLength: names.length, maxLength: names.length })
    .map((values) => ({ names, values: Float64Array.from(values) }));
}

const featureVector: fc.Arbitrary<FeatureVector> = featureNames.chain(vectorOf);

export interface Credit {
  readonly x: FeatureVector;
  readonly reward: number;
}

export const credit: fc.Arbitrary<Credit> = fc.record({ x: featureVector, reward: gridValue });

/** What an arm may have been credited with, under schemas that changed along the way. */
export const history: fc.Arbitrary<readonly Credit[]> = fc.array(credit, { maxLength: 12 });

export function credits(entries: readonly Credit[]): readonly CreditChange[] {
  return entries.map(({ x, reward }) => ({ kind: 'credit', x, reward }));
}

/** Statistics of a small history. */
export const statistics: fc.Arbitrary<Statistics> = history.map((entries) =>
  foldCredits(EMPTY_STATISTICS, credits(entries)),
);

/** A history with the changes that made it: rewards corrected, decisions forgotten, all in any order. */
export const changedHistory: fc.Arbitrary<{ changes: readonly CreditChange[]; left: readonly Credit[] }> = fc
  .array(
    fc.record({
      x: featureVector,
      rewards: fc.array(gridValue, { minLength: 1, maxLength: 4 }),
      forgotten: fc.boolean(),
    }),
    {
      maxLength: 8,
    },
  )
  .chain((entries) => {
    const changes = entries.flatMap(({ x, rewards, forgotten }): CreditChange[] => {
      const first = rewards[0] ?? 0;
      const last = rewards.at(-1) ?? 0;
      return [
        { kind: 'credit', x, reward: first },
        ...rewards
          .slice(1)
          .map((to, index): CreditChange => ({ kind: 'correction', x, from: rewards[index] ?? 0, to })),
        ...(forgotten ? [{ kind: 'removal', x, reward: last } as const] : []),
      ];
    });
    const left = entries
      .filter(({ forgotten }) => !forgotten)
      .map(({ x, rewards }) => ({ x, reward: rewards.at(-1) ?? 0 }));
    return fc
      .shuffledSubarray(changes, { minLength: changes.length, maxLength: changes.length })
      .map((shuffled) => ({ changes: shuffled, left }));
  });
