import { scorePolicy } from '../../../src/core/decision/score-policy.ts';
import { at } from '../../../src/core/linear-algebra/at.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { OFFERED_ARMS } from './offered-arms.ts';
import type { OfferedOccasion } from './offered-occasion.ts';
import { sharesOf } from './shares-of.ts';

/** A policy that is valued on a log it did not make. */
export const TARGET_NAMES = ['uniform', 'fixed-rules', 'snapshot'] as const;

export type TargetName = (typeof TARGET_NAMES)[number];

/** π of each action that is offered, in their order. */
export type Target = (offered: OfferedOccasion) => Float64Array;

/** Other rules than those that a log is made by: the order turned round. */
const ORDER = OFFERED_ARMS.map(({ action }) => action).reverse();

/** Part of the decisions that the rules spread evenly, as a fallback's are. */
const RULES_EPSILON = 0.2;

/** @param snapshot What `snapshot` decides by, for good. */
export function makeTarget(name: TargetName, snapshot: Snapshot): Target {
  switch (name) {
    case 'uniform':
      return ({ actions }) => new Float64Array(actions.length).fill(1 / actions.length);
    case 'fixed-rules':
      return policyOf(undefined);
    case 'snapshot':
      return policyOf(snapshot);
  }
}

function policyOf(snapshot: Snapshot | undefined): Target {
  const fallback = { order: ORDER, epsilon: RULES_EPSILON };
  return ({ actions, x }) => {
    const { distribution } = scorePolicy({ snapshot, x, eligible: actions, fallback });
    return sharesOf(distribution);
  };
}

/** What the target earns in expectation on this occasion, exact. */
export function valueOn({ expected }: OfferedOccasion, target: Float64Array): number {
  return target.reduce((sum, share, place) => sum + share * at(expected, place), 0);
}
