import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { CorruptStateError } from '../../../../src/core/errors.ts';
import { alignVector } from '../../../../src/core/features/align-vector.ts';
import { makeEncoder } from '../../../../src/core/features/encoder.ts';
import { encodedNames } from '../../../../src/core/features/feature-columns.ts';
import type { FeatureSchema } from '../../../../src/core/features/feature-schema.ts';
import type { ActionId, ModelId } from '../../../../src/core/identifiers.ts';
import { buildSnapshot } from '../../../../src/core/model/build-snapshot.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../../src/core/model/fold.ts';
import { scoreArms } from '../../../../src/core/model/score-arms.ts';
import type { SnapshotArm } from '../../../../src/core/model/snapshot.ts';
import { parseSnapshot, serializeSnapshot } from '../../../../src/core/model/snapshot-codec.ts';
import type { Statistics } from '../../../../src/core/model/statistics.ts';
import { sumStatistics } from '../../../../src/core/model/sum-statistics.ts';
import { LADDER } from '../../../../src/core/policy/strategy.ts';
import { DEFAULT_SCALES } from '../../../../src/core/pooling/default-scales.ts';
import { contextOf, featureSchema } from '../../../support/arbitraries/feature-schema.ts';
import { creditsOf, ridge, snapshotInput, snapshotInputOf } from '../../../support/arbitraries/snapshot.ts';
import { type Credit, credits, vectorOf } from '../../../support/arbitraries/statistics.ts';
import { scoreOf } from '../../../support/score-of.ts';

const action = 'sms@weekend' as ActionId;

/** The arm as disjoint LinUCB learns it. */
function learn(schema: FeatureSchema, lambda: number, statistics: Statistics): SnapshotArm {
  const { arms } = buildSnapshot({
    model: 'outreach' as ModelId,
    strategy: 'linucb',
    schema,
    ridge: lambda,
    scales: DEFAULT_SCALES,
    fittedOn: 0,
    exploration: { beta: 3, epsilon: 0.05, gamma: 10 },
    arms: [{ action, cost: 0, groups: { channel: 'sms', day: 'sat+sun' } }],
    statistics: new Map([[action, statistics]]),
  });
  return arms[0] as SnapshotArm;
}

function fold(entries: readonly Credit[]): Statistics {
  return foldCredits(EMPTY_STATISTICS, credits(entries));
}

/** The same members in the opposite order. */
function backwards<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).toReversed()) as T;
}

/** Solves (λI + Σxxᵀ)z = y by elimination with row exchanges, from the raw credits. */
function solveByElimination(
  entries: readonly Credit[],
  lambda: number,
  y: readonly number[],
): readonly number[] {
  const d = y.length;
  const rows = y.map((value, i) => [
    ...y.map((_, j) =>
      entries.reduce((sum, { x }) => sum + (x.values[i] ?? 0) * (x.values[j] ?? 0), i === j ? lambda : 0),
    ),
    value,
  ]);
  for (let step = 0; step < d; step++) {
    const below = rows.slice(step).toSorted((a, b) => Math.abs(b[step] ?? 0) - Math.abs(a[step] ?? 0));
    rows.splice(step, d - step, ...below);
    const pivot = rows[step] ?? [];
    rows.forEach((row, other) => {
      const factor = other === step ? 0 : (row[step] ?? 0) / (pivot[step] ?? 0);
      rows[other] = row.map((value, column) => value - factor * (pivot[column] ?? 0));
    });
  }
  return rows.map((row, i) => (row[d] ?? 0) / (row[i] ?? 0));
}

const learned = featureSchema.chain((schema) =>
  fc.record({
    schema: fc.constant(schema),
    lambda: ridge,
    entries: creditsOf(encodedNames(schema)),
    x: vectorOf(encodedNames(schema)),
  }),
);

describe('θ and width', () => {
  test.prop([learned])(
    'agree with a solution by elimination from the raw credits',
    ({ schema, lambda, entries, x }) => {
      const { mean, uncertainty } = scoreOf(learn(schema, lambda, fold(entries)), x.values);
      const b = [...x.values].map((_, i) =>
        entries.reduce((sum, { x: each, reward }) => sum + (each.values[i] ?? 0) * reward, 0),
      );
      const theta = solveByElimination(entries, lambda, b);
      const whitened = solveByElimination(entries, lambda, [...x.values]);
      const dot = (values: readonly number[]): number =>
        values.reduce((sum, value, i) => sum + value * (x.values[i] ?? 0), 0);
      const scale = 1 + dot([...x.values]) / lambda;
      expect(Math.abs(mean - dot(theta))).toBeLessThan(1e-8 * scale * 10);
      expect(Math.abs(uncertainty ** 2 - dot(whitened))).toBeLessThan(1e-8 * scale);
    },
  );

  test.prop([learned])(
    'of a cold arm are 0 and ‖x‖ ÷ √λ, however many empty shards there are',
    ({ schema, lambda, x }) => {
      const shards = Array.from({ length: 7 }, () => EMPTY_STATISTICS);
      const arm = learn(schema, lambda, sumStatistics(shards));
      expect(arm).toEqual(learn(schema, lambda, EMPTY_STATISTICS));
      const { mean, uncertainty } = scoreOf(arm, x.values);
      const norm = Math.sqrt(x.values.reduce((sum, value) => sum + value * value, 0));
      expect(mean).toBe(0);
      expect(uncertainty).toBeCloseTo(norm / Math.sqrt(lambda), 9);
    },
  );

  test.prop([learned])('shrink: another credit never widens an arm', ({ schema, lambda, entries, x }) => {
    const before = scoreOf(learn(schema, lambda, fold(entries)), x.values);
    const after = scoreOf(learn(schema, lambda, fold([...entries, { x, reward: 1 }])), x.values);
    expect(after.uncertainty).toBeLessThanOrEqual(before.uncertainty * (1 + 1e-9));
  });

  test.prop([
    fc.constantFrom('linucb', 'arm-means').chain((strategy) => snapshotInputOf(strategy as 'linucb')),
  ])('of an arm depend on no other arm where arms share nothing', (input) => {
    const together = buildSnapshot(input);
    expect(together.effects).toEqual([]);
    for (const arm of input.arms) {
      const [alone] = buildSnapshot({ ...input, arms: [arm] }).arms;
      expect(alone).toEqual(together.arms.find((each) => each.action === arm.action));
    }
  });
});

describe('a changed schema keeps what was learned', () => {
  const grown = featureSchema
    .chain((next) =>
      fc.record({
        next: fc.constant(next),
        kept: fc.subarray([...next.features]),
        lambda: ridge,
      }),
    )
    .chain(({ next, kept, lambda }) => {
      const isKept = (name: string): boolean => kept.some((feature) => feature.name === name);
      const previous: FeatureSchema = {
        features: kept,
        crosses: next.crosses.filter(({ of: [a, b] }) => isKept(a) && isKept(b)),
      };
      return fc.record({
        next: fc.constant(next),
        previous: fc.constant(previous),
        lambda: fc.constant(lambda),
        old: creditsOf(encodedNames(previous)),
        recent: creditsOf(encodedNames(next)),
      });
    });

  /** The credits as if they had been encoded with these names: zeros for what they lack, nothing of what is dropped. */
  function under(entries: readonly Credit[], schema: FeatureSchema): readonly Credit[] {
    const names = encodedNames(schema);
    return entries.map(({ x, reward }) => ({ x: { names, values: alignVector(x, names) }, reward }));
  }

  test.prop([grown])(
    'when features are added: the ridge regression with zeros before',
    ({ next, lambda, old, recent }) => {
      const mixed = learn(next, lambda, fold([...old, ...recent]));
      expect(mixed).toEqual(learn(next, lambda, fold([...under(old, next), ...recent])));
    },
  );

  test.prop([grown])(
    'when features are dropped: the ridge regression without them',
    ({ previous, lambda, old, recent }) => {
      const mixed = learn(previous, lambda, fold([...old, ...recent]));
      expect(mixed).toEqual(learn(previous, lambda, fold([...old, ...under(recent, previous)])));
    },
  );
});

describe('serialised snapshots', () => {
  test.prop([snapshotInput])('come back exactly', (input) => {
    const snapshot = buildSnapshot(input);
    expect(parseSnapshot(serializeSnapshot(snapshot))).toEqual(snapshot);
  });

  test.prop([snapshotInput])(
    'are the same bytes for the same input, in whatever order its parts come',
    (input) => {
      const turned = {
        ...input,
        arms: input.arms.toReversed().map((arm) => backwards({ ...arm, groups: backwards(arm.groups) })),
        statistics: new Map([...input.statistics].toReversed()),
        schema: {
          crosses: input.schema.crosses,
          features: input.schema.features.map(backwards),
        },
        exploration: backwards(input.exploration),
        scales: backwards(input.scales),
      };
      expect(serializeSnapshot(buildSnapshot(turned))).toEqual(serializeSnapshot(buildSnapshot(input)));
    },
  );

  test.prop([snapshotInput, fc.nat({ max: 7 })])('may lie anywhere in a buffer', (input, offset) => {
    const bytes = serializeSnapshot(buildSnapshot(input));
    const buffer = new Uint8Array(bytes.length + 8);
    buffer.set(bytes, offset);
    expect(parseSnapshot(buffer.subarray(offset, offset + bytes.length))).toEqual(buildSnapshot(input));
  });

  test.prop([snapshotInput, fc.integer({ min: 1, max: 255 })], { numRuns: 15 })(
    'are the only bytes that parse: a changed byte is refused or is another snapshot with its own bytes',
    (input, change) => {
      const bytes = serializeSnapshot(buildSnapshot(input));
      const places = new Set(Array.from({ length: 150 }, (_, index) => (index * 7919) % bytes.length));
      for (const place of places) {
        const damaged = bytes.with(place, (bytes[place] ?? 0) ^ change);
        try {
          expect(Buffer.compare(serializeSnapshot(parseSnapshot(damaged)), damaged)).toBe(0);
        } catch (error) {
          expect(error).toMatchObject({ name: 'CorruptStateError', code: 'snapshot-corrupt' });
        }
      }
    },
  );

  test.prop([snapshotInput, fc.nat(), fc.uint8Array({ minLength: 1 })])(
    'are refused cut short or continued',
    (input, cut, more) => {
      const bytes = serializeSnapshot(buildSnapshot(input));
      expect(() => parseSnapshot(bytes.subarray(0, cut % bytes.length))).toThrow(CorruptStateError);
      expect(() => parseSnapshot(Uint8Array.from([...bytes, ...more]))).toThrow(CorruptStateError);
    },
  );
});

const scored = snapshotInput
  .filter(({ strategy }) => LADDER[strategy].learner !== 'none')
  .chain((input) => contextOf(input.schema).map((context) => ({ input, context })));

test.prop([scored])(
  'a context scores the same by a snapshot and by its parsed bytes, bit for bit',
  ({ input, context }) => {
    const snapshot = buildSnapshot(input);
    const parsed = parseSnapshot(serializeSnapshot(snapshot));
    const { values } = makeEncoder(parsed.schema).encode(context);
    const scores = scoreArms(parsed.arms, values);
    expect(scores).toEqual(scoreArms(snapshot.arms, values));
    expect(scores.means.every(Number.isFinite)).toBe(true);
    expect(scores.widths.every((width) => width > 0 && Number.isFinite(width))).toBe(true);
  },
);
