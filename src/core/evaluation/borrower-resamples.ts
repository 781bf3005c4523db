import { requireNumber } from '../inference/require-number.ts';
import { at } from '../linear-algebra/at.ts';
import { type BootstrapSettings, type BootstrapValue, poissonOf, summaryOf } from './bootstrap.ts';
import { borrowerHash } from './borrower-hash.ts';

/** Sums of several means over the same resampled borrowers: one row of (rows, Σ, Σ, …) for each replicate. */
export interface BorrowerResamples {
  /** @param values One number for each mean. */
  add(borrower: string, values: Float64Array): void;
  /** Sums of other rows, with the same settings. */
  merge(sums: Float64Array): void;
  readonly sums: Float64Array;
  /** The interval of each mean; undefined where fewer than two replicates have rows. */
  intervals(): readonly (BootstrapValue | undefined)[];
}

/**
 * The bootstrap by borrower of several means at once: how often a borrower counts in a replicate is decided once for all
 * of them, by a hash, so that parts read apart merge and policies are compared on the same draws.
 * @throws {InvalidInputError} `config-invalid` when the settings are out of range.
 */
export function borrowerResamples({ replicates, seed }: BootstrapSettings, means: number): BorrowerResamples {
  requireNumber('replicates', replicates, { atLeast: 2 });
  requireNumber('seed', seed, {});
  const width = means + 1;
  const sums = new Float64Array(replicates * width);
  return {
    sums,
    add: (borrower, values) => {
      const hash = borrowerHash(borrower, seed);
      for (let replicate = 0; replicate < replicates; replicate++) {
        const times = poissonOf(hash(replicate));
        if (times === 0) continue;
        const start = replicate * width;
        sums[start] = at(sums, start) + times;
        for (let index = 0; index < means; index++) {
          const place = start + 1 + index;
          sums[place] = at(sums, place) + times * at(values, index);
        }
      }
    },
    merge: (other) => {
      for (let index = 0; index < sums.length; index++) sums[index] = at(sums, index) + at(other, index);
    },
    intervals: () =>
      Array.from({ length: means }, (_, mean) => {
        const estimates: number[] = [];
        for (let start = 0; start < sums.length; start += width) {
          if (at(sums, start) > 0) estimates.push(at(sums, start + 1 + mean) / at(sums, start));
        }
        return estimates.length < 2 ? undefined : summaryOf(Float64Array.from(estimates).sort());
      }),
  };
}
