import { makeCategoricalWriter } from './categorical-feature.ts';
import type { ColumnWriter } from './column-writer.ts';
import { makeCyclicalWriter } from './cyclical-feature.ts';
import type { Cross, Feature, FeatureSchema } from './feature-schema.ts';
import { makeNumericWriter } from './numeric-feature.ts';

/** The column that is 1 for every context. */
export const INTERCEPT = '(intercept)';

export function makeColumnWriter(feature: Feature): ColumnWriter {
  switch (feature.kind) {
    case 'numeric':
      return makeNumericWriter(feature);
    case 'categorical':
      return makeCategoricalWriter(feature);
    case 'cyclical':
      return makeCyclicalWriter(feature);
  }
}

/** A column that is the product of two others, `left*right`. */
export interface ProductColumn {
  readonly name: string;
  readonly left: string;
  readonly right: string;
}

/** Every column of one feature times every column of the other; `[a, b]` and `[b, a]` are the same cross. */
export function productColumns(
  { of: [a, b] }: Cross,
  features: readonly Feature[],
): readonly ProductColumn[] {
  const [first, second] = a < b ? [a, b] : [b, a];
  return columnsOf(first, features).flatMap((left) =>
    columnsOf(second, features).map((right) => ({ name: `${left}*${right}`, left, right })),
  );
}

function columnsOf(name: string, features: readonly Feature[]): readonly string[] {
  return features
    .filter((feature) => feature.name === name)
    .flatMap((feature) => makeColumnWriter(feature).columns);
}

/** All column names of a schema's vectors in declaration order, the intercept first; repeats are a fault of the schema. */
export function declaredColumns({ features, crosses }: FeatureSchema): readonly string[] {
  return [
    INTERCEPT,
    ...features.flatMap((feature) => makeColumnWriter(feature).columns),
    ...crosses.flatMap((cross) => productColumns(cross, features).map(({ name }) => name)),
  ];
}

/** The names of a schema's feature vectors: sorted by code unit. */
export function encodedNames(schema: FeatureSchema): readonly string[] {
  return declaredColumns(schema).toSorted();
}
