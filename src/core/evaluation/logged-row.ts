import { InvalidInputError } from '../errors.ts';
import type { LoggedExample } from './logged-example.ts';
import type { ModelledExample } from './modelled-example.ts';

/** What is known of one action in one row's context. */
export interface ArmView {
  readonly arm: string;
  /** μ(a|x) in [0, 1]; 0 for an action that couldn't be taken. */
  readonly logged: number;
  /** π(a|x) in [0, 1]. */
  readonly target: number;
  /** q̂(x, a): the reward that a model expects of it. */
  readonly predicted: number;
}

/** One row of a log with all its actions, for the estimators that look beyond the one that was taken. */
export interface LoggedRow {
  readonly reward: number;
  /** The arm that was taken; one of `arms`, with `logged` > 0. */
  readonly taken: string;
  readonly arms: readonly ArmView[];
}

/**
 * The action that was taken.
 * @throws {InvalidInputError} `action-unknown` when the row has none of that name, or it couldn't be taken.
 */
export function takenArm({ taken, arms }: LoggedRow): ArmView {
  const view = arms.find(({ arm }) => arm === taken);
  if (view !== undefined && view.logged > 0) return view;
  const [problem, fix] =
    view === undefined
      ? ['is not among the actions of its row', 'List every action with its probabilities.']
      : ['was taken with probability 0', 'Log the probability that the action was drawn with.'];
  throw new InvalidInputError('action-unknown', `The action taken ${problem}. ${fix}`, {
    fields: [{ pointer: '/taken', problem, fix }],
  });
}

/**
 * The row as the estimators see it that need only the action taken and the model's mean over the policy.
 * @throws {InvalidInputError} `action-unknown` as {@link takenArm}.
 */
export function modelledExample(row: LoggedRow): ModelledExample {
  const { logged, target, predicted } = takenArm(row);
  const predictedOfTarget = row.arms.reduce((sum, arm) => sum + arm.target * arm.predicted, 0);
  return { reward: row.reward, logged, target, predicted, predictedOfTarget };
}

/**
 * The row for marginalised estimators: probabilities of what the actions have in common (a channel, a window) in place
 * of the actions' own, so that weights are smaller and actions of one group speak for each other.
 * @param groupOf the group of an arm.
 * @remarks IPS over it is MIPS. Unbiased when the group alone decides the reward; else biased by how far the two
 * policies choose differently within groups.
 * @throws {InvalidInputError} `action-unknown` as {@link takenArm}.
 * @see Saito and Joachims, Off-Policy Evaluation for Large Action Spaces via Embeddings, ICML 2022.
 */
export function marginalExample(row: LoggedRow, groupOf: (arm: string) => string): LoggedExample {
  const group = groupOf(takenArm(row).arm);
  let [logged, target] = [0, 0];
  for (const arm of row.arms) {
    if (groupOf(arm.arm) !== group) continue;
    logged += arm.logged;
    target += arm.target;
  }
  return { reward: row.reward, logged, target };
}
