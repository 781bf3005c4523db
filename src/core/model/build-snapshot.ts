import type { Exploration } from '../configuration.ts';
import { CorruptStateError, InvalidInputError } from '../errors.ts';
import { makeEncoder } from '../features/encoder.ts';
import type { FeatureSchema } from '../features/feature-schema.ts';
import type { ActionId, ModelId } from '../identifiers.ts';
import { ridgeCholesky } from '../linear-algebra/ridge-cholesky.ts';
import { invertLower, solveLower, solveLowerTransposed } from '../linear-algebra/triangular-solve.ts';
import { findModelFaults } from './find-model-faults.ts';
import { EMPTY_STATISTICS } from './fold.ts';
import type { Snapshot, SnapshotArm } from './snapshot.ts';
import type { Statistics } from './statistics.ts';
import { gramStart, layOut, VECTOR } from './sums.ts';

export interface SnapshotInput {
  readonly model: ModelId;
  readonly schema: FeatureSchema;
  /** λ > 0. */
  readonly ridge: number;
  readonly exploration: Exploration;
  readonly arms: readonly SnapshotArmInput[];
  /** Each arm's total over weeks and siblings. An arm not in here is cold; one that is only in here is left out. */
  readonly statistics: ReadonlyMap<ActionId, Statistics>;
}

interface SnapshotArmInput {
  readonly action: ActionId;
  /** In reward units, ≥ 0. */
  readonly cost: number;
}

/**
 * The model that these statistics make: for each arm the ridge regression θ = (λI + Σxxᵀ)⁻¹Σxr.
 * @remarks Features of the schema that an arm's statistics lack count as zeros, and those that the schema lacks are
 * left out: both are exactly the regressions with and without them (invariant 7). Same input, same bits. The ridge is
 * added here and nowhere else, once per arm.
 * @see Li, Chu, Langford and Schapire 2010, algorithm 1 (there λ = 1).
 * @throws {InvalidInputError} `config-invalid` when schema, ridge, exploration or arms can't be used.
 * @throws {CorruptStateError} `statistics-corrupt` when an arm's sums can't come from credits, `not-positive-definite`
 * when λI + Σxxᵀ has no Cholesky factor with pivots of at least λ/2.
 */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  const { model, schema, ridge, exploration } = input;
  const faults = findModelFaults(input);
  if (faults.length > 0) {
    throw new InvalidInputError('config-invalid', `${faults.length} setting(s) of the model can't be used.`, {
      fields: faults,
    });
  }
  const { names } = makeEncoder(schema);
  const arms = input.arms
    .toSorted((a, b) => (a.action < b.action ? -1 : 1))
    .map((arm) => buildArm(arm, input.statistics.get(arm.action) ?? EMPTY_STATISTICS, names, ridge));
  return { format: 1, model, schema, names, ridge, exploration, arms };
}

function buildArm(
  { action, cost }: SnapshotArmInput,
  statistics: Statistics,
  names: readonly string[],
  ridge: number,
): SnapshotArm {
  const dimension = names.length;
  const sums = layOut(statistics, names);
  const { count, rewardSum } = statistics;
  if (!(count >= 0 && sums.every(Number.isFinite))) {
    throw new CorruptStateError(
      'statistics-corrupt',
      `Arm ${action}: its count is below 0 or a sum is not finite; fold its statistics again from the decision ledger.`,
      { details: { arm: action, count } },
    );
  }
  const { lower, positiveDefinite, smallestPivot } = ridgeCholesky(
    sums.subarray(gramStart(dimension)),
    dimension,
    ridge,
  );
  if (!positiveDefinite) {
    throw new CorruptStateError(
      'not-positive-definite',
      `Arm ${action}: the ${dimension} × ${dimension} matrix λI + Σxxᵀ has the pivot ${smallestPivot}, below half the ` +
        `ridge ${ridge}; fold its statistics again from the decision ledger, or raise the ridge.`,
      { details: { arm: action, dimension, smallestPivot, ridge } },
    );
  }
  const theta = solveLowerTransposed(lower, solveLower(lower, sums.subarray(VECTOR, gramStart(dimension))));
  return { action, cost, count, rewardSum, theta, inverseCholesky: invertLower(lower, dimension) };
}
