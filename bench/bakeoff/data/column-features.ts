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

/**
 * The features that stand for a column; none when it tells nothing: constant, or a text that never repeats.
 * @param maxLevels ≥ 2: with more levels than this, the rarest share one.
 */
export function featuresOf(column: Column, maxLevels: number): readonly Feature[] {
  return column.kind === 'numeric' ? numericFeatures(column) : categoricalFeatures(column, maxLevels);
}

function numericFeatures(column: NumericColumn): readonly Feature[] {
  const { name } = column;
  const present = column.values.filter((value) => !Number.isNaN(value));
  const lacking = present.length < column.values.length;
  const features: Feature[] = [];
  const { min, max, center, spread } = scaleOf(present);
  if (max > min && spread > 0) {
    features.push({
      kind: 'numeric',
      name,
      min,
      max,
      center,
      spread,
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
