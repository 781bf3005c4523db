import { randomSource } from '../../../src/core/simulation/random-source.ts';

/** Seeded draws for cases; the same seed, the same cases. */
export interface Chance {
  /** True in this share of draws. */
  readonly flip: (share: number) => boolean;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

export function chanceFrom(seed: number): Chance {
  const source = randomSource(seed, 'contact-law');
  return {
    flip: source.chance,
    whole: (low, high) => low + source.index(high - low + 1),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('There is nothing to pick from.');
      return items[source.index(items.length)] as (typeof items)[number];
    },
  };
}
