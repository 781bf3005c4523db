/**
 * What an arm has learned in one decision week: additive sums, without the ridge.
 * @remarks `names` is sorted by code unit; `gram` is the packed upper triangle of Σxxᵀ, row by row
 * (d(d+1)/2 values); `vector` is Σxr. Canonical form (invariant 3): a feature with nothing but zeros in its row, its
 * column and its Σxr is left out, so that statistics equal those of a history in which the feature never occurred.
 * Of a whole history these are the features whose Σx² is 0.
 */
export interface Statistics {
  readonly names: readonly string[];
  readonly gram: Float64Array;
  readonly vector: Float64Array;
  readonly count: number;
  readonly rewardSum: number;
  readonly rewardSquareSum: number;
}
