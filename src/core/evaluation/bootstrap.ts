import { requireNumber } from '../inference/require-number.ts';
import { at } from '../linear-algebra/at.ts';
import { borrowerHash } from './borrower-hash.ts';
import { type ConfidenceInterval, LEVEL } from './confidence-interval.ts';
import type { Estimator } from './estimator.ts';

/** An estimate that is a function of sums over the examples. */
export interface SumStatistic<Example> {
  /** What each example adds to the sums; always as many numbers. */
  readonly parts: (example: Example) => readonly number[];
  readonly size: number;
  /** The estimate; undefined where the sums give none. */
  readonly estimate: (sums: readonly number[]) => number | undefined;
}

export interface ClusteredExample<Example> {
  /** Whose row it is: rows of one borrower are drawn together. */
  readonly borrower: string;
  readonly example: Example;
}

/** One row of sums for each replicate. */
export type BootstrapSums = Float64Array;

export interface BootstrapValue extends ConfidenceInterval {
  /** Standard deviation over the replicates. */
  readonly standardError: number;
  /** How many replicates had an estimate. */
  readonly replicates: number;
}

export interface BootstrapSettings {
  /** At least 2; 1,000 for an interval worth reporting. */
  readonly replicates: number;
  /** A whole number; another one gives other replicates. */
  readonly seed: number;
}

/**
 * A percentile interval at {@link LEVEL} that resamples borrowers, not rows, so that it allows for what the rows of one
 * have in common. Takes many rows at once: each call copies the sums.
 * @remarks Poisson bootstrap: in each replicate a borrower's rows count a Poisson(1) number of times, which a hash of the
 * borrower decides, so that parts read apart merge. Percentiles between replicates are interpolated.
 * @throws {InvalidInputError} `config-invalid` when the settings are out of range.
 * @see Chamandy, Muralidharan, Najmi and Naidu, Estimating Uncertainty for Massive Data Streams, 2012.
 */
export function bootstrap<Example>(
  { parts, size, estimate }: SumStatistic<Example>,
  { replicates, seed }: BootstrapSettings,
): Estimator<BootstrapSums, readonly ClusteredExample<Example>[], BootstrapValue> {
  requireNumber('replicates', replicates, { atLeast: 2 });
  requireNumber('seed', seed, {});
  return {
    empty: new Float64Array(replicates * size),
    add: (state, rows) => {
      const sums = state.slice();
      for (const { borrower, example } of rows) {
        const values = parts(example);
        const hash = borrowerHash(borrower, seed);
        for (let replicate = 0; replicate < replicates; replicate++) {
          const times = poissonOf(hash(replicate));
          if (times === 0) continue;
          let index = replicate * size;
          for (const value of values) {
            sums[index] = at(sums, index) + times * value;
            index += 1;
          }
        }
      }
      return sums;
    },
    merge: (a, b) => a.map((sum, index) => sum + at(b, index)),
    value: (state) => {
      const estimates: number[] = [];
      for (let start = 0; start < state.length; start += size) {
        const value = estimate([...state.subarray(start, start + size)]);
        if (value !== undefined) estimates.push(value);
      }
      return estimates.length < 2 ? undefined : summaryOf(Float64Array.from(estimates).sort());
    },
  };
}

/** 2³²·P(Poisson(1) ≤ k): above the last, which happens once in 10⁹ draws, one more is drawn than its index says. */
const THRESHOLDS = poissonThresholds(12);

function poissonThresholds(count: number): readonly number[] {
  const thresholds: number[] = [];
  let [probability, sum] = [Math.exp(-1), 0];
  for (let k = 0; k < count; k++) {
    sum += probability;
    thresholds.push(sum * 2 ** 32);
    probability /= k + 1;
  }
  return thresholds;
}

/** A Poisson(1) number of times, from a hash in 0 … 2³² − 1. */
export function poissonOf(hash: number): number {
  let times = 0;
  for (const threshold of THRESHOLDS) {
    if (hash < threshold) return times;
    times += 1;
  }
  return times;
}

/** @param sorted The replicates' estimates, ascending; at least two. */
export function summaryOf(sorted: Float64Array): BootstrapValue {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const quantile = (share: number): number => {
    const position = share * (sorted.length - 1);
    const below = Math.floor(position);
    const above = Math.min(below + 1, sorted.length - 1);
    return at(sorted, below) + (position - below) * (at(sorted, above) - at(sorted, below));
  };
  return {
    lower: quantile((1 - LEVEL) / 2),
    upper: quantile((1 + LEVEL) / 2),
    standardError: Math.sqrt(squares / (sorted.length - 1)),
    replicates: sorted.length,
  };
}
