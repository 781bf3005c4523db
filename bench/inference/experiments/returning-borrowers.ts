import type { RandomSource } from '../../../src/core/simulation/random-source.ts';

/** How likely another decision is after one, and within how many looks. */
const RETURNS = 0.6;
const LONGEST_GAP = 10;

/** Borrowers who come, and come again. */
export interface Arrivals<Borrower> {
  /** Those with a decision at the look, newcomers last. */
  at(look: number): readonly Borrower[];
}

/** @param enter Makes the next newcomer. */
export function returningBorrowers<Borrower>(
  random: RandomSource,
  newcomers: number,
  enter: () => Borrower,
): Arrivals<Borrower> {
  const due = new Map<number, Borrower[]>();
  return {
    at: (look) => {
      const here = due.get(look) ?? [];
      due.delete(look);
      for (let count = 0; count < newcomers; count += 1) here.push(enter());
      for (const borrower of here) {
        if (!random.chance(RETURNS)) continue;
        const next = look + 1 + random.index(LONGEST_GAP);
        const others = due.get(next);
        if (others === undefined) due.set(next, [borrower]);
        else others.push(borrower);
      }
      return here;
    },
  };
}
