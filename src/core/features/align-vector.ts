import type { FeatureVector } from './feature-vector.ts';

/**
 * The vector's values under another sorted list of names: a name that the vector lacks is 0, one that the list
 * lacks is dropped. This is how a context meets a snapshot made before or after a feature was added or removed:
 * the ridge regression with zeros, or without the feature (invariant 7).
 */
export function alignVector(x: FeatureVector, names: readonly string[]): Float64Array {
  if (sameNames(x.names, names)) return x.values;
  const aligned = new Float64Array(names.length);
  let from = 0;
  for (let to = 0; to < names.length; to += 1) {
    const name = names[to] as string;
    while (from < x.names.length && (x.names[from] as string) < name) from += 1;
    if (x.names[from] === name) aligned[to] = x.values[from] as number;
  }
  return aligned;
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left === right || (left.length === right.length && left.every((name, j) => name === right[j]));
}
