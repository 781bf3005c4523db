import type { FeatureSchema } from '../features/feature-schema.ts';
import type { ActionId, ModelId } from '../identifiers.ts';
import type { Exploration } from '../policy/exploration.ts';
import type { StrategyName } from '../policy/strategy.ts';
import type { ArmGroups } from '../pooling/arm-groups.ts';
import type { Effect } from '../pooling/effect.ts';
import type { PoolingScales } from '../pooling/pooling-scales.ts';

/** What is believed of one arm: weights θ ~ N(theta, covariance). `d` = number of `Snapshot.names`. */
export interface SnapshotArm {
  readonly action: ActionId;
  /** Of one contact, in reward units; 0 for `no-contact`. */
  readonly cost: number;
  /** What the channel's scarce capacity is worth now, in reward units per contact; 0 where there is plenty. */
  readonly price: number;
  /** What it shares effects with. */
  readonly groups: ArmGroups;
  readonly count: number;
  readonly rewardSum: number;
  /** Expected weights, length d. */
  readonly theta: Float64Array;
  /** C, packed upper triangle row by row, d(d+1)/2 values; the width at x is √(xᵀCx). */
  readonly covariance: Float64Array;
}

/**
 * An immutable model. Everything a decision needs besides the request and the contact facts, so that a past
 * decision can be recomputed from its record and this alone (invariant 5). It has no time in it: same statistics
 * and settings, same bytes.
 */
export interface Snapshot {
  readonly format: 2;
  readonly model: ModelId;
  readonly strategy: StrategyName;
  readonly schema: FeatureSchema;
  readonly names: readonly string[];
  /** λ of the learners that know no scales. */
  readonly ridge: number;
  /** Of the pooled learner; pinned, so that it can be seen what was believed and why. */
  readonly scales: PoolingScales;
  /** How many credits the scales were fitted to; 0 when they are defaults or given by the configuration. */
  readonly fittedOn: number;
  readonly exploration: Exploration;
  /** What arms share, from the pooled learner; empty from the others. Sorted by kind, then name. */
  readonly effects: readonly Effect[];
  /** Sorted by action id. */
  readonly arms: readonly SnapshotArm[];
}
