import { randomSource } from '../../../src/core/simulation/random-source.ts';

/** Seeded draws for cases; the same seed, the same cases. */
export interface Chance {
  /** True in this share of draws. */
  readonly flip: (share: number) => boolean;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

/** @param block Which part of a run: each has draws of its own, so that parts can be made apart. */
export function chanceFrom(seed: number, block: number): Chance {
  const source = randomSource(seed, 'contact-law', block);
  return {
    flip: (share) => source.chance(share),
    whole: (low, high) => low + source.index(high - low + 1),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('There is nothing to pick from.');
      return items[source.index(items.length)] as (typeof items)[number];
    },
  };
}
