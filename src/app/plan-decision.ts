import type { Configuration } from '../core/configuration.ts';
import type { Selected } from '../core/decision/decision-record.ts';
import { expectedOfItself } from '../core/decision/expected-of.ts';
import type { PolicyInput } from '../core/decision/score-policy.ts';
import type { Assignment } from '../core/experiment/assignment.ts';
import { type Assigned, assignmentsOf } from '../core/experiment/assignments-of.ts';
import type { PolicyBook } from '../core/experiment/policy-book.ts';
import type { Context } from '../core/features/feature-schema.ts';
import type { ServedPolicy } from '../core/policy/served-policy.ts';
import type { Instant } from '../core/time/instant.ts';
import { challengerName } from './challenger.ts';
import type { DecideRequest } from './decide-request.ts';
import { type DecidingPolicy, decidingPolicy, type FindModel } from './deciding-policy.ts';
import type { Dependencies } from './dependencies.ts';
import type { ServedModel } from './model-source.ts';
import type { Sha256 } from './ports/sha256.ts';

/** By whom one request is decided, and what for. */
export interface Plan {
  readonly assignments: readonly Assignment[];
  readonly keptOut: boolean;
  readonly policy: DecidingPolicy;
  /** What the champion expects of itself; undefined outside experiments and without a model. */
  readonly predict: (question: Pick<PolicyInput, 'x' | 'eligible' | 'fallback'>) => Selected['predicted'];
}

/** What decides which experiments a request is in. */
export interface Planned {
  readonly request: Pick<DecideRequest, 'borrower' | 'purpose'>;
  readonly context: Context;
  /** Undefined: everything is as configured. */
  readonly book: PolicyBook | undefined;
  readonly now: Instant;
}

/** Whether the request is in experiments, and the policy that they ask for it. */
export function assign({ request, context, book, now }: Planned, sha256: Sha256): Assigned {
  const { borrower, purpose } = request;
  const clusters = borrower.clusters ?? {};
  return assignmentsOf({ book, borrowerId: borrower.id, clusters, purpose, context, now, sha256 });
}

/** The plan, once every model that it may need is at hand. */
export function planOf(
  configuration: Configuration,
  { assignments, policy, keptOut, decidedBy }: Assigned,
  shadow: ServedPolicy | undefined,
  find: FindModel,
): Plan {
  return {
    assignments: assignments.map((each) =>
      each.experiment === decidedBy?.experiment ? { ...each, decides: true } : each,
    ),
    keptOut,
    policy: decidingPolicy(configuration, policy, shadow, find),
    predict: (question) => {
      const champion = find({ kind: 'configured' });
      if (assignments.length === 0 || champion === undefined) return undefined;
      const value = expectedOfItself({ ...question, snapshot: champion.snapshot });
      return value === undefined ? undefined : { value, snapshot: champion.id };
    },
  };
}

export type PlanDecision = (planned: Planned, champion: ServedModel | undefined) => Promise<Plan>;

/** Plans with models from their source, which keeps them: most decisions wait for nothing here. */
export function makePlanDecision({
  configuration,
  models,
  sha256,
}: Pick<Dependencies, 'configuration' | 'models' | 'sha256'>): PlanDecision {
  return async function planDecision(planned, champion) {
    const assigned = assign(planned, sha256);
    const shadow = planned.book?.shadow;
    const [own, watching] = await Promise.all(
      [assigned.policy, shadow].map((policy) => modelOf(policy, planned.now)),
    );
    return planOf(configuration, assigned, shadow, (policy) => {
      if (policy.kind === 'configured') return champion;
      return policy === shadow ? watching : own;
    });
  };

  async function modelOf(policy: ServedPolicy | undefined, now: Instant): Promise<ServedModel | undefined> {
    switch (policy?.kind) {
      case 'snapshot':
        return await models.pinned(policy.snapshot);
      case 'learned':
        return await models.current(challengerName(configuration.model, policy, sha256), now);
      default:
        return undefined;
    }
  }
}
