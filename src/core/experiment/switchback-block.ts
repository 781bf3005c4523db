import type { Experiment } from './experiment.ts';
import { shareSum } from './pick-variant.ts';

/**
 * How many periods a block has: the fewest in which each variant can have exactly its share, e.g. 2 for 50 : 50 and 4
 * for 1 : 3.
 */
export function blockPeriods(variants: Experiment['variants']): number {
  return shareSum(variants) / variants.reduce((divisor, { share }) => commonDivisor(divisor, share), 0);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** The place, from 0, that a slot has when slots stand in the order of their keys; slots of one key in their own order. */
export function placeOf(slot: number, keys: readonly number[]): number {
  const own = keys[slot] ?? 0;
  return keys.filter((key, other) => key < own || (key === own && other < slot)).length;
}
