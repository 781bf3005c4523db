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

/**
 * Every column of the first feature times every column of the second; `[a, b]` and `[b, a]` are the same cross.
 * @param columns the columns of each declared feature.
 */
export function productColumns(
  cross: Cross,
  columns: ReadonlyMap<string, readonly string[]>,
): ProductColumn[] {
  const [first, second] = cross.of.toSorted().map((name) => columns.get(name) ?? []);
  return (first ?? []).flatMap((left) =>
    (second ?? []).map((right) => ({ name: `${left}*${right}`, left, right })),
  );
}

/** All column names of a schema's vectors in declaration order, the intercept first; repeats are a fault of the schema. */
export function declaredColumns(schema: FeatureSchema): readonly string[] {
  const columns = new Map(
    schema.features.map((feature) => [feature.name, makeColumnWriter(feature).columns]),
  );
  return [
    INTERCEPT,
    ...schema.features.flatMap((feature) => columns.get(feature.name) ?? []),
    ...schema.crosses.flatMap((cross) => productColumns(cross, columns).map(({ name }) => name)),
  ];
}

/** The names of a schema's feature vectors: sorted by code unit. */
export function encodedNames(schema: FeatureSchema): readonly string[] {
  return declaredColumns(schema).toSorted();
}
