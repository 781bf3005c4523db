import type { Context, CyclicalFeature, Feature, NumericFeature } from '../features/feature-schema.ts';

/** A feature's values sorted into bins; the last bin takes what is missing, or no value of the feature. */
export interface FeatureBins {
  /** What each bin holds, in words. */
  readonly labels: readonly string[];
  /** The place in `labels` of a value. */
  place(value: Context[string] | undefined): number;
}

const DECILES = 10;
const SECTORS = 8;
const MISSING = 'missing';

/**
 * The bins of a feature: a number's by the deciles of a sample, which equal values may make fewer; a level each of a
 * categorical one; eight sectors of a circle, or as many as it has values.
 * @param sample Values of the reference, in any order; of numbers only these are looked at.
 */
export function featureBins(feature: Feature, sample: readonly (Context[string] | undefined)[]): FeatureBins {
  switch (feature.kind) {
    case 'numeric':
      return decileBins(feature, sample);
    case 'categorical': {
      const places = new Map(feature.levels.map((level, place) => [level, place]));
      return binsOf(feature.levels, (value) => (typeof value === 'string' ? places.get(value) : undefined));
    }
    case 'cyclical':
      return sectorBins(feature);
  }
}

function decileBins(_feature: NumericFeature, sample: readonly (Context[string] | undefined)[]): FeatureBins {
  const sorted = sample.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const edges: number[] = [];
  for (let decile = 1; decile < DECILES && sorted.length > 0; decile += 1) {
    const edge = sorted[Math.ceil((decile / DECILES) * sorted.length) - 1] ?? 0;
    const last = edges.at(-1);
    if (last === undefined || edge > last) edges.push(edge);
  }
  const labels = [...edges.map((edge) => `to ${edge}`), edges.length === 0 ? 'any' : `above ${edges.at(-1)}`];
  return binsOf(labels, (value) => {
    if (typeof value !== 'number') return undefined;
    const place = edges.findIndex((edge) => value <= edge);
    return place === -1 ? edges.length : place;
  });
}

function sectorBins({ period }: CyclicalFeature): FeatureBins {
  const sectors = Math.min(SECTORS, period);
  const sectorOf = (value: number) => Math.floor((value * sectors) / period);
  const values = Array.from({ length: period }, (_, value) => value);
  const labels = Array.from({ length: sectors }, (_, sector) => {
    const within = values.filter((value) => sectorOf(value) === sector);
    return within.length === 1 ? `${within[0]}` : `${within[0]} to ${within.at(-1)}`;
  });
  return binsOf(labels, (value) =>
    typeof value === 'number' && value >= 0 && value < period ? sectorOf(value) : undefined,
  );
}

function binsOf(
  labels: readonly string[],
  place: (value: Context[string] | undefined) => number | undefined,
): FeatureBins {
  return { labels: [...labels, MISSING], place: (value) => place(value) ?? labels.length };
}
