/**
 * An encoded context. `names` is sorted by code unit and has no duplicates; `values[j]` belongs to `names[j]`.
 * @remarks Invariant 3: every value is a multiple of 2⁻¹² with |value| ≤ 8 and never −0.
 */
export interface FeatureVector {
  readonly names: readonly string[];
  readonly values: Float64Array;
}
