import { InvariantError } from '../errors.ts';
import type { FeatureVector } from '../features/feature-vector.ts';
import { at } from '../linear-algebra/at.ts';
import { EXACT_SUM_LIMIT } from '../linear-algebra/grid.ts';
import type { CreditChange } from './credit-change.ts';
import { CreditDifference } from './credit-difference.ts';
import { isSortedByCodeUnit, placesIn, sameNames, uniteNames } from './feature-names.ts';
import type { Statistics } from './statistics.ts';
import { COUNT, gather, layOut } from './sums.ts';

export type { CreditChange };

/** What an arm knows that no decision was credited to: the neutral element of addition. */
export const EMPTY_STATISTICS: Statistics = Object.freeze({
  names: Object.freeze([]),
  gram: new Float64Array(0),
  vector: new Float64Array(0),
  count: 0,
  rewardSum: 0,
  rewardSquareSum: 0,
});

/** Credits that one item may hold: as many summands of magnitude 64 on the grid 2⁻²⁴ as float64 adds exactly. */
export const MAX_CREDITS = 2 ** 23;

/** Changes that one call may fold: each moves a sum by at most 128, so their own sums stay exact in any order. */
export const MAX_CHANGES = 2 ** 22;

/**
 * The statistics after these changes, in canonical form; `start` is left as it is.
 * @remarks Every sum is exact (invariant 3), so the result depends on the set of changes only, not on their order or
 * grouping: same changes, same bytes. Names that a change brings are taken in. Siblings add up to one history, so a
 * correction or removal may go to another sibling than its credit did.
 * Time: about d²/2 multiplications for each credit, fewer where x has zeros.
 * @throws {InvariantError} `summand-out-of-range` when a feature or reward is not on the grid 2⁻¹² within ±8, or when
 * the result would hold more than 2²³ credits or a sum beyond ±2²⁹, where float64 stops being exact.
 */
export function foldCredits(start: Statistics, changes: readonly CreditChange[]): Statistics {
  if (changes.length > MAX_CHANGES) {
    throw new InvariantError(
      'summand-out-of-range',
      `Fold at most ${MAX_CHANGES} changes at once, not ${changes.length}.`,
    );
  }
  const layouts: Layout[] = [];
  const located = changes.map((change) => ({ change, layout: findLayout(layouts, change.x) }));
  const names = uniteNames([start.names, ...layouts.map((layout) => layout.names)]);
  for (const layout of layouts) layout.places = placesIn(names, layout.names);
  const difference = new CreditDifference(names.length);
  for (const { change, layout } of located) difference.add(change, layout.places);
  return gather(addExactly(layOut(start, names), difference.sums), names);
}

/** Vectors whose names are the same, and where their values go among the result's names. */
interface Layout {
  readonly names: readonly string[];
  places: Int32Array;
}

/** The layout that the vector has; a new one is checked and added. */
function findLayout(layouts: Layout[], { names, values }: FeatureVector): Layout {
  if (names.length !== values.length) {
    throw new InvariantError(
      'unreachable',
      `A feature vector has ${names.length} names and ${values.length} values.`,
    );
  }
  const known = layouts.find((layout) => sameNames(layout.names, names));
  if (known !== undefined) return known;
  if (!isSortedByCodeUnit(names)) {
    throw new InvariantError(
      'unreachable',
      'The names of a feature vector are not sorted by code unit, each once.',
    );
  }
  const layout = { names, places: new Int32Array(0) };
  layouts.push(layout);
  return layout;
}

/** Adds and proves that nothing was rounded: 2⁵³ + 1 steps would come out as 2⁵³, which looks like an exact sum. */
function addExactly(start: Float64Array, difference: Float64Array): Float64Array {
  const sums = start.map((before, index) => before + at(difference, index));
  const exact = sums.every((sum, index) => {
    return Math.abs(sum) <= EXACT_SUM_LIMIT && sum - at(start, index) === at(difference, index);
  });
  const count = at(sums, COUNT);
  if (!exact || Math.abs(count) > MAX_CREDITS) {
    throw new InvariantError(
      'summand-out-of-range',
      `The item would hold ${count} credits or a sum beyond 2^29, where sums stop being exact; go on in the next sibling.`,
      { details: { count } },
    );
  }
  return sums;
}
