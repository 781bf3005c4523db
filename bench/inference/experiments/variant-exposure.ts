import {
  changeSums,
  emptyMomentSums,
  momentsOfSums,
} from '../../../src/core/experiment/analysis/moment-sums.ts';
import {
  FIELDS,
  harmedField,
  noCounts,
  type VariantCounts,
} from '../../../src/core/experiment/guardrails/unit-counts.ts';
import { at } from '../../../src/core/linear-algebra/at.ts';

/** Complaints and opt-outs. */
export const WATCHES = 2;

/** What one borrower has met with, as the counts have it. */
export type ExposedVector = Float64Array;

/** What the borrowers of one variant have met with so far. */
export interface VariantExposure {
  /** A borrower who has met with nothing yet, and is counted. */
  enter(): ExposedVector;
  /** Counts one more of a field of the borrower's. */
  count(borrower: ExposedVector, field: number): void;
  counts(): VariantCounts;
}

export function variantExposure(): VariantExposure {
  const width = harmedField(WATCHES);
  let sums = emptyMomentSums(width);
  return {
    enter: () => {
      const vector = new Float64Array(width);
      vector[FIELDS.borrowers] = 1;
      sums = changeSums(sums, vector, 1);
      return vector;
    },
    count: (borrower, field) => {
      sums = changeSums(sums, borrower, -1);
      borrower[field] = at(borrower, field) + 1;
      sums = changeSums(sums, borrower, 1);
    },
    counts: () => ({
      borrowers: at(sums.sums, FIELDS.borrowers),
      decisions: at(sums.sums, FIELDS.decisions),
      contacts: at(sums.sums, FIELDS.contacts),
      slow: 0,
      harmed: Array.from({ length: WATCHES }, (_, watch) => at(sums.sums, harmedField(watch))),
      perUnit: momentsOfSums(sums) ?? noCounts(WATCHES).perUnit,
    }),
  };
}
