import type { Feature } from '../../../src/core/features/feature-schema.ts';
import type { CategoricalColumn, Column, NumericColumn } from './classification-set.ts';

/** What stands for a level beyond the most frequent ones, and for no value. */
export const OTHER = 'other';
export const MISSING = 'missing';
/** Present beside a number that some rows lack. */
export const INDICATOR_LEVELS = ['no', 'yes'] as const;

/** The name of the feature that tells whether a row lacks the column's number. */
export function indicatorName(column: NumericColumn): string {
  return `${column.name}.missing`;
}

/** The level of a code: `v1` is the most frequent text; a set's own texts are nobody's business here. */
export function levelName(code: number): string {
  return code < 0 ? MISSING : `v${code + 1}`;
}

/** How finely columns are told apart. */
export interface Fineness {
  /** ≥ 2: of a text's levels beyond this many the rarest share one. */
  readonly maxLevels: number;
  /** Of a number, at its quantiles: 1 at the median, 2 at the terciles. */
  readonly knots: number;
}

/** The features that stand for a column; none when it tells nothing: constant, or a text that never repeats. */
export function featuresOf(column: Column, { maxLevels, knots }: Fineness): readonly Feature[] {
  return column.kind === 'numeric' ? numericFeatures(column, knots) : categoricalFeatures(column, maxLevels);
}

function numericFeatures(column: NumericColumn, knotCount: number): readonly Feature[] {
  const { name } = column;
  const present = column.values.filter((value) => !Number.isNaN(value));
  const lacking = present.length < column.values.length;
  const features: Feature[] = [];
  const { min, max, center, spread } = scaleOf(present);
  if (max > min && spread > 0) {
    const knots = quantilesBetween(min, max, present, knotCount);
    features.push({
      kind: 'numeric',
      name,
      min,
      max,
      center,
      spread,
      ...(knots.length === 0 ? {} : { knots }),
      missing: lacking ? { rule: 'use', value: center } : { rule: 'refuse' },
    });
  }
  if (lacking && present.length > 0) {
    features.push({
      kind: 'categorical',
      name: indicatorName(column),
      levels: INDICATOR_LEVELS,
      missing: { rule: 'refuse' },
    });
  }
  return features;
}

/** Those of the count's quantiles that lie between the ends, each once. */
function quantilesBetween(min: number, max: number, values: Float64Array, count: number): readonly number[] {
  const sorted = values.toSorted();
  const quantiles = Array.from(
    { length: count },
    (_, place) => sorted[Math.floor(((place + 1) / (count + 1)) * sorted.length)] ?? min,
  );
  return [...new Set(quantiles)].filter((value) => value > min && value < max);
}

/** Range, mean and standard deviation (divisor n). */
function scaleOf(values: Float64Array) {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  // Rounding must not carry the mean out of the range that it is checked against.
  const center = Math.min(max, Math.max(min, sum / values.length));
  let squares = 0;
  for (const value of values) squares += (value - center) ** 2;
  return { min, max, center, spread: Math.sqrt(squares / values.length) };
}

function categoricalFeatures(column: CategoricalColumn, maxLevels: number): readonly Feature[] {
  const { name, codes, levels } = column;
  const lacking = codes.includes(-1);
  const present = lacking ? codes.filter((code) => code >= 0).length : codes.length;
  const neverRepeats = levels.length === present && present > 2;
  if (neverRepeats && !lacking) return [];
  const kept = levels.length > maxLevels ? maxLevels - 1 : levels.length;
  const names = neverRepeats ? [OTHER] : Array.from({ length: kept }, (_, code) => levelName(code));
  if (kept < levels.length && !neverRepeats) names.push(OTHER);
  if (lacking) names.push(MISSING);
  return names.length < 2 ? [] : [{ kind: 'categorical', name, levels: names, missing: { rule: 'refuse' } }];
}
