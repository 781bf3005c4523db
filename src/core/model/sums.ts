import { at } from '../linear-algebra/at.ts';
import { indexAt } from '../linear-algebra/index-at.ts';
import { triangleLength, upperRow } from '../linear-algebra/packed-triangle.ts';
import { placesIn, sameNames } from './feature-names.ts';
import type { Statistics } from './statistics.ts';

/** Where the scalars of statistics stand when they are laid out as one array. */
export const COUNT = 0;
export const REWARD = 1;
export const REWARD_SQUARE = 2;
/** Where Σxr begins; Σxxᵀ follows it. */
export const VECTOR = 3;

export function sumsLength(dimension: number): number {
  return VECTOR + dimension + triangleLength(dimension);
}

/** Where Σxxᵀ begins in the array. */
export function gramStart(dimension: number): number {
  return VECTOR + dimension;
}

/**
 * The statistics as one array [n, Σr, Σr², Σxr, Σxxᵀ], laid out for `names`: features they lack are zeros, features
 * that `names` lacks are left out, which is exactly the regression without them (invariant 7).
 */
export function layOut(statistics: Statistics, names: readonly string[]): Float64Array {
  const dimension = names.length;
  const sums = new Float64Array(sumsLength(dimension));
  sums[COUNT] = statistics.count;
  sums[REWARD] = statistics.rewardSum;
  sums[REWARD_SQUARE] = statistics.rewardSquareSum;
  if (sameNames(statistics.names, names)) {
    sums.set(statistics.vector, VECTOR);
    sums.set(statistics.gram, gramStart(dimension));
    return sums;
  }
  const places = placesIn(names, statistics.names);
  const own = statistics.names.length;
  for (let i = 0; i < own; i++) {
    const row = indexAt(places, i);
    if (row < 0) continue;
    sums[VECTOR + row] = at(statistics.vector, i);
    const from = upperRow(i, own);
    const to = gramStart(dimension) + upperRow(row, dimension);
    for (let j = i; j < own; j++) {
      const column = indexAt(places, j);
      if (column >= 0) sums[to + column] = at(statistics.gram, from + j);
    }
  }
  return sums;
}

/** Statistics in canonical form from an array laid out for `names`: features of which nothing is left are dropped. */
export function gather(sums: Float64Array, names: readonly string[]): Statistics {
  const all = split(sums, names);
  const left = namesLeft(all);
  return left.length === names.length ? all : split(layOut(all, left), left);
}

/** The parts of an array laid out for `names`, as they are. */
export function split(sums: Float64Array, names: readonly string[]): Statistics {
  return {
    names,
    gram: sums.slice(gramStart(names.length)),
    vector: sums.slice(VECTOR, gramStart(names.length)),
    count: at(sums, COUNT),
    rewardSum: at(sums, REWARD),
    rewardSquareSum: at(sums, REWARD_SQUARE),
  };
}

/** The names whose Σxr or whose row or column of Σxxᵀ has anything but zeros. */
export function namesLeft({ names, vector, gram }: Statistics): readonly string[] {
  const dimension = names.length;
  const used = Array.from(vector, (sum) => sum !== 0);
  for (let i = 0; i < dimension; i++) {
    const row = upperRow(i, dimension);
    for (let j = i; j < dimension; j++) {
      if (at(gram, row + j) === 0) continue;
      used[i] = true;
      used[j] = true;
    }
  }
  return names.filter((_, index) => used[index]);
}
