import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  type FeatureObservation,
  type ObservedFeatures,
  observedFeatures,
} from '../../../../src/core/features/feature-record.ts';
import { mergeFeatureRecord } from '../../../../src/core/features/merge-feature-record.ts';
import { type Instant, instant } from '../../../../src/core/time/instant.ts';
import { borrowerId } from '../../../support/builders/identifiers.ts';

/** Few names, moments and values, so that ties of every kind come up. */
const observation: fc.Arbitrary<FeatureObservation> = fc.record({
  borrowerId: fc.constant(borrowerId('b-1')),
  observedAt: fc.integer({ min: 0, max: 3 }).map((ms): Instant => instant(ms)),
  features: fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom<number | string | null>(null, 0, -0, 1, -1, 0.1, 'x', 'y', '', '1'),
    { noNullPrototype: true },
  ),
});

const record = observation.map(observedFeatures);

function fold(observations: readonly FeatureObservation[]): ObservedFeatures {
  return observations.map(observedFeatures).reduce(mergeFeatureRecord, {});
}

/** With the order of its members, which storage keeps. */
function bytes(features: ObservedFeatures): string {
  return JSON.stringify(features);
}

describe('merging feature records', () => {
  test.prop([record, record])('is commutative', (a, b) => {
    const merged = mergeFeatureRecord(a, b);
    expect(merged).toStrictEqual(mergeFeatureRecord(b, a));
    expect(bytes(merged)).toBe(bytes(mergeFeatureRecord(b, a)));
  });

  test.prop([record, record, record])('is associative', (a, b, c) => {
    const left = mergeFeatureRecord(mergeFeatureRecord(a, b), c);
    expect(bytes(left)).toBe(bytes(mergeFeatureRecord(a, mergeFeatureRecord(b, c))));
  });

  test.prop([record, record])('is idempotent', (a, b) => {
    const merged = mergeFeatureRecord(a, b);
    expect(bytes(mergeFeatureRecord(merged, merged))).toBe(bytes(merged));
    expect(bytes(mergeFeatureRecord(merged, b))).toBe(bytes(merged));
  });

  test.prop([
    fc
      .array(observation, { maxLength: 8 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: 0 }),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        ),
      ),
  ])('gives the same record in any order with any duplication', ([all, some, shuffled]) => {
    expect(bytes(fold([...some, ...shuffled]))).toBe(bytes(fold(all)));
  });

  test.prop([fc.array(observation, { minLength: 1, maxLength: 8 })])(
    'keeps of each feature a value of its last moment, and none that nobody sent',
    (all) => {
      const merged = fold(all);
      const names = new Set(all.flatMap(({ features }) => Object.keys(features)));
      expect(Object.keys(merged)).toEqual([...names].sort());
      for (const name of names) {
        const said = all.filter(({ features }) => Object.hasOwn(features, name));
        const last = Math.max(...said.map(({ observedAt }) => observedAt));
        const values = said
          .filter(({ observedAt }) => observedAt === last)
          .map(({ features }) => (features[name] === 0 ? 0 : features[name]));
        expect(merged[name]?.observedAt).toBe(last);
        expect(values).toContain(merged[name]?.value);
      }
    },
  );
});
