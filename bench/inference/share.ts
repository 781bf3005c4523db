/** In how many of so many runs something happened. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly share: number;
  /** Ends of the 95 % interval, within [0, 1]. */
  readonly lower: number;
  readonly upper: number;
}

/** The standard normal's 97.5 % quantile. */
const Z = 1.959963984540054;

/**
 * The share with Wilson's interval, which keeps its level for shares near 0 as well.
 * @param of > 0.
 * @see Wilson, JASA 1927.
 */
export function shareOf(hits: number, of: number): Share {
  const share = hits / of;
  const middle = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { hits, of, share, lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) };
}
