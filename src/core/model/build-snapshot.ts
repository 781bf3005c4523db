import { CorruptStateError, InvalidInputError } from '../errors.ts';
import { makeEncoder } from '../features/encoder.ts';
import type { FeatureSchema } from '../features/feature-schema.ts';
import type { ActionId, ModelId } from '../identifiers.ts';
import { at } from '../linear-algebra/at.ts';
import type { Exploration } from '../policy/exploration.ts';
import { LADDER, type StrategyName } from '../policy/strategy.ts';
import type { ArmGroups } from '../pooling/arm-groups.ts';
import type { PoolingScales } from '../pooling/pooling-scales.ts';
import { findModelFaults } from './find-model-faults.ts';
import { EMPTY_STATISTICS } from './fold.ts';
import { type ArmToLearn, learnArms } from './learn-arms.ts';
import type { Snapshot } from './snapshot.ts';
import type { Statistics } from './statistics.ts';
import { COUNT, layOut, REWARD } from './sums.ts';

export interface SnapshotInput {
  readonly model: ModelId;
  readonly strategy: StrategyName;
  readonly schema: FeatureSchema;
  /** λ > 0 of the learners that know no scales. */
  readonly ridge: number;
  /** Of the pooled learner. */
  readonly scales: PoolingScales;
  /** How many credits the scales were fitted to; 0 when they were not. */
  readonly fittedOn: number;
  readonly exploration: Exploration;
  readonly arms: readonly SnapshotArmInput[];
  /**
   * Each arm's total over weeks and siblings, decayed or not. An arm not in here is cold; one that is only in here is
   * left out.
   */
  readonly statistics: ReadonlyMap<ActionId, Statistics>;
}

export interface SnapshotArmInput {
  readonly action: ActionId;
  /** In reward units, ≥ 0. */
  readonly cost: number;
  /** Shadow price of its capacity per contact, in reward units, ≥ 0; 0 when absent. */
  readonly price?: number;
  readonly groups: ArmGroups;
}

/**
 * The model that these statistics make with the strategy's learner.
 * @remarks Features of the schema that an arm's statistics lack count as zeros, and those that the schema lacks are
 * left out: both are exactly the regressions with and without them (invariant 7). Same input, same bits. Ridge and
 * prior are added here and nowhere else, once per arm.
 * @throws {InvalidInputError} `config-invalid` when schema, ridge, scales, exploration or arms can't be used.
 * @throws {CorruptStateError} `statistics-corrupt` when an arm's sums can't come from credits, `not-positive-definite`
 * when their precision has no sound Cholesky factor.
 */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  const { model, strategy, schema, ridge, scales, fittedOn, exploration } = input;
  const faults = findModelFaults(input);
  if (faults.length > 0) {
    throw new InvalidInputError('config-invalid', `${faults.length} setting(s) of the model can't be used.`, {
      fields: faults,
    });
  }
  const { names } = makeEncoder(schema);
  const settings = input.arms.toSorted((a, b) => (a.action < b.action ? -1 : 1));
  const laidOut = settings.map((arm) => armToLearn(arm, input.statistics, names));
  const { beliefs, effects } = learnArms(laidOut, {
    learner: LADDER[strategy].learner,
    names,
    ridge,
    scales,
  });
  const arms = laidOut.map(({ action, groups, sums }, index) => {
    const { cost = 0, price = 0 } = settings[index] ?? {};
    const belief = beliefs[index] as (typeof beliefs)[number];
    return { action, cost, price, groups, count: at(sums, COUNT), rewardSum: at(sums, REWARD), ...belief };
  });
  return { format: 2, model, strategy, schema, names, ridge, scales, fittedOn, exploration, effects, arms };
}

function armToLearn(
  { action, groups }: SnapshotArmInput,
  statistics: ReadonlyMap<ActionId, Statistics>,
  names: readonly string[],
): ArmToLearn {
  const sums = layOut(statistics.get(action) ?? EMPTY_STATISTICS, names);
  if (!(at(sums, COUNT) >= 0 && sums.every(Number.isFinite))) {
    throw new CorruptStateError(
      'statistics-corrupt',
      `Arm ${action}: its count is below 0 or a sum is not finite; fold its statistics again from the decision ledger.`,
      { details: { arm: action, count: at(sums, COUNT) } },
    );
  }
  return { action, groups, sums };
}
