import { fc } from '@fast-check/vitest';
import type {
  Context,
  Cross,
  Feature,
  FeatureSchema,
  MissingRule,
} from '../../../src/core/features/feature-schema.ts';

const NAMES = [
  'daysPastDue',
  'balanceUsd',
  'paymentScore',
  'lastOpenedChannel',
  'productLine',
  'hourOfLastClick',
];
const LEVELS = ['email', 'sms', 'call', 'none', 'über uns', '短信'];

function missingOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<MissingRule<T>> {
  return fc.oneof(
    fc.constant({ rule: 'refuse' } as const),
    value.map((each) => ({ rule: 'use', value: each }) as const),
  );
}

function numericFeature(name: string): fc.Arbitrary<Feature> {
  return fc
    .tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((min) => min + 0),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    )
    .chain(([min, width, share, spread]) => {
      const max = min + width;
      const center = Math.min(max, min + share * width) + 0;
      return fc.tuple(missingOf(within(min, max)), knotsWithin(min, max)).map(
        ([missing, knots]): Feature => ({
          kind: 'numeric',
          name,
          min,
          max,
          center,
          spread,
          ...knots,
          missing,
        }),
      );
    });
}

function knotsWithin(min: number, max: number): fc.Arbitrary<{ readonly knots?: readonly number[] }> {
  return fc.uniqueArray(within(min, max), { maxLength: 3 }).map((values) => {
    const knots = values.filter((value) => value > min && value < max).sort((a, b) => a - b);
    return knots.length === 0 ? {} : { knots };
  });
}

function within(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true }).map((value) => value + 0);
}

function categoricalFeature(name: string): fc.Arbitrary<Feature> {
  return fc
    .uniqueArray(fc.constantFrom(...LEVELS), { minLength: 2 })
    .chain((levels) =>
      missingOf(fc.constantFrom(...levels)).map(
        (missing): Feature => ({ kind: 'categorical', name, levels, missing }),
      ),
    );
}

function cyclicalFeature(name: string): fc.Arbitrary<Feature> {
  return fc
    .constantFrom(7, 12, 24, 31)
    .chain((period) =>
      missingOf(fc.integer({ min: 0, max: period - 1 })).map(
        (missing): Feature => ({ kind: 'cyclical', name, period: period as 7 | 12 | 24 | 31, missing }),
      ),
    );
}

/** Sound schemas of up to four features with some of their crosses. */
export const featureSchema: fc.Arbitrary<FeatureSchema> = fc
  .uniqueArray(fc.constantFrom(...NAMES), { maxLength: 4 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) => fc.oneof(numericFeature(name), categoricalFeature(name), cyclicalFeature(name))),
    ),
  )
  .chain((features) => {
    const pairs = features.flatMap((a, index) =>
      features.slice(index + 1).map((b): Cross => ({ of: [a.name, b.name] })),
    );
    return fc
      .subarray(pairs, { maxLength: Math.min(2, pairs.length) })
      .chain((chosen) =>
        fc.tuple(...chosen.map(({ of: [a, b] }) => fc.boolean().map((turn) => (turn ? [b, a] : [a, b])))),
      )
      .map(
        (crosses): FeatureSchema => ({
          features,
          crosses: crosses.map(([a = '', b = '']) => ({ of: [a, b] })),
        }),
      );
  });

function contextValue(feature: Feature): fc.Arbitrary<number | string> {
  switch (feature.kind) {
    case 'numeric':
      return within(feature.min, feature.max);
    case 'categorical':
      return fc.constantFrom(...feature.levels);
    case 'cyclical':
      return fc.integer({ min: 0, max: feature.period - 1 });
  }
}

/** Contexts that the schema's encoder accepts; features with a default are left out now and then. */
export function contextOf(schema: FeatureSchema): fc.Arbitrary<Context> {
  const required = schema.features.filter(({ missing }) => missing.rule === 'refuse').map(({ name }) => name);
  const values = Object.fromEntries(schema.features.map((feature) => [feature.name, contextValue(feature)]));
  return fc.record(values, { requiredKeys: required, noNullPrototype: true });
}

export const schemaWithContext: fc.Arbitrary<{ schema: FeatureSchema; context: Context }> =
  featureSchema.chain((schema) => contextOf(schema).map((context) => ({ schema, context })));
