import type { Exploration } from '../configuration.ts';
import type { FeatureSchema } from '../features/feature-schema.ts';
import type { ActionId, ModelId } from '../identifiers.ts';

/** One arm's ridge regression: A = λI + Σxxᵀ, θ = A⁻¹Σxr. `d` = number of `Snapshot.names`. */
export interface SnapshotArm {
  readonly action: ActionId;
  /** In reward units; 0 for `no-contact`. */
  readonly cost: number;
  readonly count: number;
  readonly rewardSum: number;
  /** θ, length d. */
  readonly theta: Float64Array;
  /** L⁻¹ of A = LLᵀ, packed lower triangle row by row, d(d+1)/2 values; √(xᵀA⁻¹x) = ‖L⁻¹x‖. */
  readonly inverseCholesky: Float64Array;
}

/**
 * An immutable model. Everything a decision needs besides the request and the contact facts, so that a past
 * decision can be recomputed from its record and this alone (invariant 5). It has no time in it: same statistics
 * and configuration, same bytes.
 */
export interface Snapshot {
  readonly format: 1;
  readonly model: ModelId;
  readonly schema: FeatureSchema;
  readonly names: readonly string[];
  readonly ridge: number;
  readonly exploration: Exploration;
  /** Sorted by action id. */
  readonly arms: readonly SnapshotArm[];
}
