import { fc } from '@fast-check/vitest';
import type { FallbackRules } from '../../../src/core/configuration.ts';
import type { PolicyInput } from '../../../src/core/decision/score-policy.ts';
import { makeEncoder } from '../../../src/core/features/encoder.ts';
import type { FeatureVector } from '../../../src/core/features/feature-vector.ts';
import type { ActionId } from '../../../src/core/identifiers.ts';
import { buildSnapshot, type SnapshotInput } from '../../../src/core/model/build-snapshot.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import type { StrategyName } from '../../../src/core/policy/strategy.ts';
import { contextOf } from './feature-schema.ts';
import { snapshotInputOf } from './snapshot.ts';

/** One decision by a strategy that learned from some statistics. */
export interface LadderCase {
  readonly input: SnapshotInput;
  readonly x: FeatureVector;
  /** Some arms, in any order, and now and then an action that has none. */
  readonly eligible: readonly ActionId[];
  readonly fallback: FallbackRules;
}

const UNKNOWN = ['fax@weekend', 'letter@weekend'] as ActionId[];

export function ladderCaseOf(strategy: StrategyName): fc.Arbitrary<LadderCase> {
  return snapshotInputOf(strategy).chain((input) => {
    const actions = [...input.arms.map(({ action }) => action), ...UNKNOWN];
    return fc.record({
      input: fc.constant(input),
      x: contextOf(input.schema).map((context) => makeEncoder(input.schema).encode(context)),
      eligible: fc.oneof(
        fc.shuffledSubarray(actions, { minLength: 1 }),
        fc.shuffledSubarray(actions, { minLength: actions.length }),
      ),
      fallback: fc.record({
        order: fc.shuffledSubarray(actions, { maxLength: Math.min(3, actions.length) }),
        epsilon: fc.double({ min: 0.001, max: 1, noNaN: true }),
      }),
    });
  });
}

/** What the case asks of a policy, with the model that its statistics make or with the one given. */
export function questionOf(
  { input, x, eligible, fallback }: LadderCase,
  snapshot: Snapshot = buildSnapshot(input),
): PolicyInput {
  return { snapshot, x, eligible, fallback };
}
