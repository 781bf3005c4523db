import { declaredColumns } from '../../../src/core/features/feature-columns.ts';
import type { Feature, FeatureSchema } from '../../../src/core/features/feature-schema.ts';
import { MAX_COLUMNS } from '../../../src/core/features/find-schema-faults.ts';
import type { ClassificationSet, Column } from './classification-set.ts';
import { type Fineness, featuresOf } from './column-features.ts';

/** With knots a set gets at most so many columns: beyond, their estimation costs more rows than a bend is worth. */
const MOST_WITH_KNOTS = 128;

/** From the finest to the coarsest. */
const FINENESSES: readonly Fineness[] = [
  { maxLevels: 32, knots: 2 },
  { maxLevels: 32, knots: 1 },
  ...[32, 16, 8, 4, 2].map((maxLevels) => ({ maxLevels, knots: 0 })),
];
const COARSEST = { maxLevels: 2, knots: 0 };

/**
 * The product's feature schema for a set: numbers by their mean and standard deviation in the file with knots at the
 * terciles, texts one-hot with at most 32 levels, an indicator beside a number that some rows lack.
 * @remarks It has at most as many columns as the product allows. A wider set first gets fewer knots, then fewer levels,
 * then keeps the columns that differ from their most common value in most rows; nothing here looks at the labels.
 */
export function schemaOf(set: ClassificationSet): FeatureSchema {
  for (const fineness of FINENESSES) {
    const features = set.columns.flatMap((column) => featuresOf(column, fineness));
    const most = fineness.knots > 0 ? MOST_WITH_KNOTS : MAX_COLUMNS;
    if (widthOf(features) <= most) return { features, crosses: [] };
  }
  return { features: mostVaried(set), crosses: [] };
}

function widthOf(features: readonly Feature[]): number {
  return declaredColumns({ features, crosses: [] }).length;
}

function mostVaried({ columns }: ClassificationSet): readonly Feature[] {
  const ranked = columns
    .map((column) => ({ column, variety: varietyOf(column), features: featuresOf(column, COARSEST) }))
    .sort((one, other) => other.variety - one.variety);
  const chosen = new Set<Column>();
  let width = 1;
  for (const { column, features } of ranked) {
    const wider = width + widthOf(features) - 1;
    if (wider > MAX_COLUMNS) break;
    width = wider;
    chosen.add(column);
  }
  return columns.filter((column) => chosen.has(column)).flatMap((column) => featuresOf(column, COARSEST));
}

/** Rows whose value is not the column's most common one. */
function varietyOf(column: Column): number {
  const counts = new Map<number, number>();
  const values = column.kind === 'numeric' ? column.values : column.codes;
  let most = 0;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > most) most = count;
  }
  return values.length - most;
}
