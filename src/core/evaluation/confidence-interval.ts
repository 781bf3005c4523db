import type { Moments } from './moments.ts';

export interface ConfidenceInterval {
  readonly lower: number;
  readonly upper: number;
}

/** The level of every interval here. */
export const LEVEL = 0.95;

/** The standard normal's 97.5 % quantile. */
const NORMAL_QUANTILE = 1.959963984540054;

/**
 * mean ± z·√(variance ÷ n), two-sided at {@link LEVEL}; right for many values without heavy tails (central limit
 * theorem), too narrow for few or for rare large ones.
 */
export function normalInterval({ count, mean, variance }: Moments): ConfidenceInterval {
  const half = NORMAL_QUANTILE * Math.sqrt(variance / count);
  return { lower: mean - half, upper: mean + half };
}

/** What no single value lies beyond. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * mean ± (√(2·variance·ln(4/δ) ÷ n) + 7·range·ln(4/δ) ÷ 3(n − 1)) with δ = 1 − {@link LEVEL}, within the bounds: holds
 * for every number of independent values between them, at the price of width. The bounds themselves for n < 2.
 * @remarks The theorem is one-sided with ln(2/δ); each side gets δ/2.
 * @see Maurer and Pontil, Empirical Bernstein Bounds and Sample Variance Penalization, 2009, theorem 4.
 */
export function empiricalBernsteinInterval(
  { count, mean, variance }: Moments,
  { lower, upper }: Bounds,
): ConfidenceInterval {
  if (count < 2) return { lower, upper };
  const logarithm = Math.log(4 / (1 - LEVEL));
  const half =
    Math.sqrt((2 * variance * logarithm) / count) + (7 * (upper - lower) * logarithm) / (3 * (count - 1));
  return { lower: Math.max(lower, mean - half), upper: Math.min(upper, mean + half) };
}
