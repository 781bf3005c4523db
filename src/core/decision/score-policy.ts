import type { FallbackRules } from '../configuration.ts';
import { InvariantError } from '../errors.ts';
import { alignVector } from '../features/align-vector.ts';
import type { FeatureVector } from '../features/feature-vector.ts';
import { type ActionId, NO_CONTACT } from '../identifiers.ts';
import { scoreArms } from '../model/score-arms.ts';
import type { Snapshot, SnapshotArm } from '../model/snapshot.ts';
import { explorerShares, floorOf, type ScoreExplorer } from '../policy/explore.ts';
import { fixedRulesShares } from '../policy/fixed-rules.ts';
import { type PolicyDistribution, policyDistribution } from '../policy/policy-distribution.ts';
import type { ScoredActions } from '../policy/scored-actions.ts';
import type { PlainPolicy } from '../policy/served-policy.ts';
import { LADDER, type StrategyName } from '../policy/strategy.ts';
import { uniformShares } from '../policy/uniform.ts';

export interface PolicyInput {
  readonly snapshot: Snapshot | undefined;
  readonly x: FeatureVector;
  /** At least one, in any order. */
  readonly eligible: readonly ActionId[];
  readonly fallback: FallbackRules;
  /** What decides without any model; absent: the snapshot's strategy. */
  readonly plain?: PlainPolicy;
}

/** What a policy answers for one context, before anything is drawn. */
export type PolicyAnswer = ModelAnswer | PlainAnswer;

/** A model scored the actions. */
export interface ModelAnswer extends PolicyDistribution {
  readonly kind: 'model';
  readonly strategy: StrategyName;
  readonly explorer: ScoreExplorer;
  readonly snapshot: Snapshot;
  /** One for each action of the distribution. */
  readonly arms: readonly SnapshotArm[];
  readonly scored: ScoredActions;
  /** The context, aligned with the snapshot's names. */
  readonly x: Float64Array;
}

/** No model was asked: even shares, or the fixed rules. */
export interface PlainAnswer extends PolicyDistribution {
  readonly kind: 'plain';
  readonly strategy: 'uniform' | 'fixed-rules';
  /** Whose order and even share were asked, if any. */
  readonly rules: FallbackRules;
  /** The borrower is in a group that is not contacted. */
  readonly heldBack?: true;
  /** True when a model should have decided and could not. */
  readonly fallback: boolean;
}

/**
 * The distribution over the eligible actions that the snapshot's strategy gives for a context: a pure function of its
 * input, bit for bit on any machine (invariant 5).
 * @remarks A model decides among the eligible actions that the snapshot has an arm for. When there is no snapshot, it
 * knows none of them, or it was built before the first credit, the fixed rules decide (invariant 9).
 * @throws {InvariantError} `distribution-invalid` without an eligible action.
 */
export function scorePolicy(input: PolicyInput): PolicyAnswer {
  const { snapshot, plain } = input;
  if (plain !== undefined) return answerPlainly(input, plain);
  if (snapshot === undefined) return answerByRules(input, true);
  const { explorer } = LADDER[snapshot.strategy];
  switch (explorer) {
    case 'uniform':
      return answerEvenly(input);
    case 'fixed-rules':
      return answerByRules(input, false);
    default: {
      const eligible = new Set(input.eligible);
      const arms = snapshot.arms.filter(({ action }) => eligible.has(action));
      return arms.length === 0 || hasLearnedNothing(snapshot)
        ? answerByRules(input, true)
        : answerByModel(input, snapshot, arms, explorer);
    }
  }
}

/** @throws {InvariantError} `distribution-invalid` when nobody is to be contacted and no-contact is not eligible. */
function answerPlainly(input: PolicyInput, plain: PlainPolicy): PlainAnswer {
  switch (plain.kind) {
    case 'uniform':
      return answerEvenly(input);
    case 'fixed-rules': {
      const { order = input.fallback.order, epsilon = input.fallback.epsilon } = plain;
      return answerByRules({ ...input, fallback: { order, epsilon } }, false);
    }
    case 'no-contact': {
      const eligible = input.eligible.filter((action) => action === NO_CONTACT);
      return { ...answerByRules({ ...input, eligible }, false), heldBack: true };
    }
  }
}

/** Before the first credit every action looks alike and cost alone would decide: approved rules know better. */
function hasLearnedNothing({ arms }: Snapshot): boolean {
  return arms.every(({ count }) => count === 0);
}

function answerByModel(
  input: PolicyInput,
  snapshot: Snapshot,
  arms: readonly SnapshotArm[],
  explorer: ScoreExplorer,
): ModelAnswer {
  const { strategy, exploration } = snapshot;
  const x = alignVector(input.x, snapshot.names);
  const scored = scoreArms(arms, x);
  const shares = explorerShares(explorer, scored, exploration);
  const policy = policyDistribution(scored.actions, shares, floorOf(explorer, exploration));
  return { kind: 'model', strategy, explorer, snapshot, arms, scored, x, ...policy };
}

/** The fixed rules' answer. @param isFallback whether a model should have decided. */
function answerByRules({ eligible, fallback }: PolicyInput, isFallback: boolean): PlainAnswer {
  const actions = sorted(eligible);
  const policy = policyDistribution(actions, fixedRulesShares(actions, fallback), fallback.epsilon);
  return { kind: 'plain', strategy: 'fixed-rules', rules: fallback, fallback: isFallback, ...policy };
}

function answerEvenly({ eligible, fallback }: PolicyInput): PlainAnswer {
  const actions = sorted(eligible);
  return {
    kind: 'plain',
    strategy: 'uniform',
    rules: fallback,
    fallback: false,
    ...policyDistribution(actions, uniformShares(actions.length), 1),
  };
}

function sorted(eligible: readonly ActionId[]): readonly ActionId[] {
  if (eligible.length === 0) throw new InvariantError('distribution-invalid', 'There is no eligible action.');
  return [...new Set(eligible)].sort();
}
