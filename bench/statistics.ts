import { randomSource } from '../src/core/simulation/random-source.ts';

export interface Estimate {
  readonly value: number;
  /** Ends of the 95 % interval. */
  readonly lower: number;
  readonly upper: number;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean of independent values and its interval by Student's t; without an end for a single value. */
export function meanEstimate(values: readonly number[]): Estimate {
  const value = mean(values);
  const count = values.length;
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  const half =
    count < 2
      ? Number.POSITIVE_INFINITY
      : studentQuantile(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { value, lower: value - half, upper: value + half };
}

/** The 97.5 % quantile of the standard normal. */
const Z = 1.959963984540054;

const FEW = [
  12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139,
];

/**
 * The 97.5 % quantile of Student's t: tabulated up to 10 degrees of freedom, beyond them by expansion in 1 ÷ degrees,
 * to 4 decimals.
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.5.
 */
export function studentQuantile(degrees: number): number {
  const tabulated = FEW[degrees - 1];
  if (tabulated !== undefined) return tabulated;
  const first = (Z ** 3 + Z) / 4;
  const second = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  const third = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384;
  return Z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

const RESAMPLES = 2000;

/**
 * A statistic of a sample and its percentile bootstrap interval; seeded, so that the same sample gives the same ends.
 * @param statistic Of the members with these places, some of them several times.
 * @see Efron, 1979.
 */
export function bootstrap(
  count: number,
  label: string,
  statistic: (places: readonly number[]) => number,
): Estimate {
  const all = Array.from({ length: count }, (_, place) => place);
  const random = randomSource(1, 'bootstrap', label);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    statistic(all.map(() => random.index(count))),
  ).sort((a, b) => a - b);
  const end = (share: number): number => resampled[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { value: statistic(all), lower: end(0.025), upper: end(0.975) };
}
