import type { Feature, FeatureSchema, NumericFeature } from '../../core/features/feature-schema.ts';
import { isProtectedAttribute } from '../../core/features/protected-attributes.ts';
import type { LogSurvey, NumberSurvey } from './log-survey.ts';

/** How a log's rows become vectors; as data, so that it can pass between threads. */
export interface LogLayout {
  /** Every action of the log, in order. */
  readonly actions: readonly string[];
  /** Names of vectors that the log holds itself, in order. */
  readonly encoded?: readonly string[];
  /** How contexts are encoded when it doesn't: features under names of their own. */
  readonly context?: {
    readonly schema: FeatureSchema;
    /** The schema's name of each feature of the log. */
    readonly names: ReadonlyMap<string, string>;
    /** Of a feature that is told in words: the level of each frequent one. */
    readonly levels: ReadonlyMap<string, ReadonlyMap<string, string>>;
  };
  /** Features of the log that no model goes by, and why. */
  readonly unused: readonly { readonly feature: string; readonly why: string }[];
}

/** More columns than this make the fit slow and no estimate better. */
const MOST_COLUMNS = 64;
/** Words of a feature that have a column of their own. */
const MOST_LEVELS = 12;
/** The level of words that are rare, missing or not to be gone by. */
const OTHER = 'other';

export function layoutOf(survey: LogSurvey): LogLayout {
  const actions = [...survey.actions].sort();
  if (survey.encodedNames.size > 0) return { actions, encoded: [...survey.encodedNames].sort(), unused: [] };
  const features: Feature[] = [];
  const names = new Map<string, string>();
  const levels = new Map<string, ReadonlyMap<string, string>>();
  const unused = [...survey.tooMany].map((feature) => ({ feature, why: 'has too many different words' }));
  let columns = 0;
  for (const feature of [...new Set([...survey.numbers.keys(), ...survey.words.keys()])].sort()) {
    if (survey.tooMany.has(feature)) continue;
    if (isProtectedAttribute(feature)) {
      unused.push({ feature, why: 'names a protected attribute' });
      continue;
    }
    const [number, counts] = [survey.numbers.get(feature), survey.words.get(feature)];
    const words = frequentWords(counts ?? new Map());
    const width = counts === undefined ? 1 : words.length;
    if (width === 0) continue;
    if (columns + width > MOST_COLUMNS) {
      unused.push({ feature, why: `is beyond ${MOST_COLUMNS} columns` });
      continue;
    }
    columns += width;
    const name = `f${names.size}`;
    names.set(feature, name);
    if (counts !== undefined) {
      levels.set(feature, new Map(words.map((word, index) => [word, `v${index}`])));
      const own = [OTHER, ...words.map((_, index) => `v${index}`)];
      features.push({ kind: 'categorical', name, levels: own, missing: { rule: 'use', value: OTHER } });
    } else if (number !== undefined) features.push(numeric(name, number));
  }
  return { actions, context: { schema: { features, crosses: [] }, names, levels }, unused };
}

/** The context under the layout's own names, ready to be encoded. */
export function laidOut(
  context: Readonly<Record<string, number | string>>,
  { names, levels, schema }: NonNullable<LogLayout['context']>,
): Record<string, number | string> {
  const result: Record<string, number | string> = {};
  for (const [feature, name] of names) {
    const value = Object.hasOwn(context, feature) ? context[feature] : undefined;
    if (value === undefined) continue;
    const words = levels.get(feature);
    if (words !== undefined) result[name] = words.get(String(value)) ?? OTHER;
    else if (typeof value === 'number') result[name] = value;
  }
  return schema.features.length === 0 ? {} : result;
}

function numeric(name: string, { moments, least, most }: NumberSurvey): NumericFeature {
  const { count, mean, squaredDeviations } = moments;
  const deviation = Math.sqrt(squaredDeviations / count);
  // A constant has no spread, and only rounding to show for it.
  const spread = deviation > 1e-9 * Math.max(1, Math.abs(mean)) ? deviation : 1;
  return {
    kind: 'numeric',
    name,
    min: Math.min(least, mean) - spread,
    max: Math.max(most, mean) + spread,
    center: mean,
    spread,
    missing: { rule: 'use', value: mean },
  };
}

function frequentWords(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts]
    .filter(([word]) => !isProtectedAttribute(word))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_LEVELS)
    .map(([word]) => word);
}
