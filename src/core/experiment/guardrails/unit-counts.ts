import type { VectorMoments } from '../../inference/vector-moments.ts';

/**
 * What was counted in one variant. Every number is a sum over its borrowers; a borrower who met with the variant in two
 * periods of a switchback counts in both.
 */
export interface VariantCounts {
  readonly borrowers: number;
  readonly decisions: number;
  /** Decisions that chose a contact. */
  readonly contacts: number;
  /** Decisions that took too long. */
  readonly slow: number;
  /** Borrowers with at least one event of each watch, in the order of the watches. */
  readonly harmed: readonly number[];
  /** Moments of the same numbers per assigned unit: {@link FIELDS} first, then a number for each watch. */
  readonly perUnit: VectorMoments;
}

/** Where each number is in the moments. */
export const FIELDS = { borrowers: 0, decisions: 1, contacts: 2, slow: 3 } as const;

/** Where the harmed borrowers of a watch are. */
export function harmedField(watch: number): number {
  return Object.keys(FIELDS).length + watch;
}

/** A variant that nobody has met with yet. */
export function noCounts(watches: number): VariantCounts {
  const width = harmedField(watches);
  return {
    borrowers: 0,
    decisions: 0,
    contacts: 0,
    slow: 0,
    harmed: Array.from({ length: watches }, () => 0),
    perUnit: { count: 0, mean: new Float64Array(width), covariance: new Float64Array(width * width) },
  };
}
