import { makeEncoder } from '../../../src/core/features/encoder.ts';
import type { Feature, FeatureSchema } from '../../../src/core/features/feature-schema.ts';
import type { ClassificationSet, Column } from './classification-set.ts';
import { INDICATOR_LEVELS, indicatorName, levelName, OTHER } from './column-features.ts';
import { schemaOf } from './schema-of.ts';

/** A set as the product's encoder sees it. */
export interface EncodedSet {
  readonly name: string;
  readonly schema: FeatureSchema;
  /** One per column of the matrix, sorted; the intercept is among them. */
  readonly names: readonly string[];
  readonly rowCount: number;
  /** Row by row, `names.length` values each. */
  readonly matrix: Float64Array;
  /** Positions in `classes`. */
  readonly labels: Int32Array;
  readonly classes: readonly string[];
}

/** All rows of a set, encoded by the product's own encoder with the set's schema. */
export function encodeSet(set: ClassificationSet): EncodedSet {
  const schema = schemaOf(set);
  const encoder = makeEncoder(schema);
  const writers = cellWriters(set, schema);
  const width = encoder.names.length;
  const matrix = new Float64Array(set.rowCount * width);
  for (let row = 0; row < set.rowCount; row += 1) {
    const context: Record<string, number | string> = {};
    for (const write of writers) write(row, context);
    matrix.set(encoder.encode(context).values, row * width);
  }
  const { name, rowCount, labels, classes } = set;
  return { name, schema, names: encoder.names, rowCount, matrix, labels, classes };
}

type CellWriter = (row: number, context: Record<string, number | string>) => void;

/** What each column says of a row; columns without a feature say nothing. */
function cellWriters(set: ClassificationSet, schema: FeatureSchema): readonly CellWriter[] {
  const features = new Map(schema.features.map((feature) => [feature.name, feature]));
  return set.columns.flatMap((column) => [
    ...valueWriters(column, features.get(column.name)),
    ...(column.kind === 'numeric' && features.has(indicatorName(column)) ? [indicatorWriter(column)] : []),
  ]);
}

function valueWriters(column: Column, feature: Feature | undefined): readonly CellWriter[] {
  if (feature === undefined) return [];
  const { name } = column;
  if (column.kind === 'numeric') {
    return [
      (row, context) => {
        const value = column.values[row] ?? Number.NaN;
        if (!Number.isNaN(value)) context[name] = value;
      },
    ];
  }
  const known = new Set(feature.kind === 'categorical' ? feature.levels : []);
  return [
    (row, context) => {
      const level = levelName(column.codes[row] ?? -1);
      context[name] = known.has(level) ? level : OTHER;
    },
  ];
}

function indicatorWriter(column: Column & { kind: 'numeric' }): CellWriter {
  const name = indicatorName(column);
  const [no, yes] = INDICATOR_LEVELS;
  return (row, context) => {
    context[name] = Number.isNaN(column.values[row] ?? Number.NaN) ? yes : no;
  };
}
