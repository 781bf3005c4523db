import { splitMix64 } from './split-mix-64.ts';
import { xoshiro128 } from './xoshiro128.ts';

/** Chance with a seed: the same seed gives the same draws, everywhere. */
export interface RandomSource {
  /** Uniform in [0, 1), a multiple of 2⁻³². */
  unit(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number, uniform in 0 … count − 1. */
  index(count: number): number;
  chance(probability: number): boolean;
  /** Standard normal. */
  normal(): number;
  /** One of the keys, with probability in proportion to its weight (≥ 0, not all 0). */
  pick<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
}

/**
 * A source of its own for each path of labels, independent of the order in which sources are made: what a borrower
 * does after one contact must not depend on who was asked before.
 * @example `randomSource(1, 'borrower', 17)`
 */
export function randomSource(seed: number, ...path: readonly (string | number)[]): RandomSource {
  const word = xoshiro128(stateOf([seed, ...path].join('\n')));
  const unit = (): number => word() / 4_294_967_296;
  return {
    unit,
    between: (low, high) => low + (high - low) * unit(),
    index: (count) => Math.floor(unit() * count),
    chance: (probability) => unit() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    pick: (weights) => pick(weights, unit()),
  };
}

function pick<Key extends string>(weights: Readonly<Record<Key, number>>, unit: number): Key {
  const entries: [Key, number][] = [];
  let total = 0;
  for (const key in weights) {
    entries.push([key, weights[key]]);
    total += weights[key];
  }
  let rest = unit * total;
  let chosen: Key | undefined;
  for (const [key, weight] of entries) {
    if (weight <= 0) continue;
    chosen = key;
    rest -= weight;
    if (rest < 0) break;
  }
  if (chosen === undefined) throw new RangeError('pick needs at least one weight above 0');
  return chosen;
}

function stateOf(label: string): [number, number, number, number] {
  const next = splitMix64(fnv1a64(label));
  const [first, second] = [next(), next()];
  const state: [number, number, number, number] = [high(first), low(first), high(second), low(second)];
  return state.every((part) => part === 0) ? [1, 0, 0, 0] : state;
}

const high = (word: bigint): number => Number(word >> 32n);
const low = (word: bigint): number => Number(word & 0xffff_ffffn);

/** 64-bit FNV-1a over UTF-16 code units; spreads labels over seeds, nothing else. */
function fnv1a64(text: string): bigint {
  let hash = 0xcbf2_9ce4_8422_2325n;
  for (let index = 0; index < text.length; index++) {
    hash = ((hash ^ BigInt(text.charCodeAt(index))) * 0x100_0000_01b3n) & 0xffff_ffff_ffff_ffffn;
  }
  return hash;
}
