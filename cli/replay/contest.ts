import {
  type Bounds,
  empiricalBernsteinInterval,
  normalInterval,
} from '../../src/core/evaluation/confidence-interval.ts';
import { type MomentsState, moments } from '../../src/core/evaluation/moments.ts';
import type { Estimate } from './findings.ts';

/** Policies that play the same rows; the first is the one that the others are compared with. Plain data. */
export interface Contest {
  readonly scores: readonly MomentsState[];
  /** The first entrant's score less each one's, row by row. */
  readonly leads: readonly MomentsState[];
}

export function newContest(entrants: number): Contest {
  const none = Array.from({ length: entrants }, () => moments.empty);
  return { scores: none, leads: none };
}

/** The contest after one more row; `scores` has a number for each entrant. */
export function playRow({ scores, leads }: Contest, row: readonly number[]): Contest {
  const first = row[0] ?? 0;
  return {
    scores: scores.map((state, entrant) => moments.add(state, row[entrant] ?? 0)),
    leads: leads.map((state, entrant) => moments.add(state, first - (row[entrant] ?? 0))),
  };
}

/** The mean with its intervals, `undefined` before the first value; `bounds` are those of a single value. */
export function estimate(state: MomentsState | undefined, bounds: Bounds): Estimate | undefined {
  const value = state === undefined ? undefined : moments.value(state);
  return value === undefined
    ? undefined
    : {
        mean: value.mean,
        normal: normalInterval(value),
        empiricalBernstein: empiricalBernsteinInterval(value, bounds),
      };
}

/** The bounds of the difference of two values that lie within `bounds`. */
export function differenceBounds({ lower, upper }: Bounds): Bounds {
  return { lower: lower - upper, upper: upper - lower };
}
