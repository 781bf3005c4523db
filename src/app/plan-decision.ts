import type { Selected } from '../core/decision/decision-record.ts';
import { expectedOfItself } from '../core/decision/expected-of.ts';
import type { PolicyInput } from '../core/decision/score-policy.ts';
import type { Assignment } from '../core/experiment/assignment.ts';
import { assignmentsOf } from '../core/experiment/assignments-of.ts';
import type { PolicyBook } from '../core/experiment/policy-book.ts';
import type { Context } from '../core/features/feature-schema.ts';
import type { Instant } from '../core/time/instant.ts';
import type { DecideRequest } from './decide-request.ts';
import { type DecidingPolicy, makeResolvePolicy } from './deciding-policy.ts';
import type { Dependencies } from './dependencies.ts';
import type { ServedModel } from './model-source.ts';

/** By whom one request is decided, and what for. */
export interface Plan {
  readonly assignments: readonly Assignment[];
  readonly keptOut: boolean;
  readonly policy: DecidingPolicy;
  /** What the champion expects of itself; undefined outside experiments and without a model. */
  readonly predict: (question: Pick<PolicyInput, 'x' | 'eligible' | 'fallback'>) => Selected['predicted'];
}

export type MakePlan = (given: {
  readonly request: DecideRequest;
  readonly context: Context;
  readonly book: PolicyBook | undefined;
  readonly champion: ServedModel | undefined;
  readonly now: Instant;
}) => Promise<Plan>;

/** Looks up, before anything is decided, which experiments the request is in and which policy decides. */
export function makePlan(deps: Pick<Dependencies, 'configuration' | 'models' | 'sha256'>): MakePlan {
  const resolve = makeResolvePolicy(deps);

  return async function planDecision({ request, context, book, champion, now }) {
    if (book === undefined) {
      const policy = await resolve({ kind: 'configured' }, undefined, champion, now);
      return { assignments: [], keptOut: false, policy, predict: () => undefined };
    }
    const { borrower, purpose } = request;
    const { assignments, policy, keptOut, decidedBy } = assignmentsOf({
      book,
      borrowerId: borrower.id,
      clusters: borrower.clusters ?? {},
      purpose,
      context,
      now,
      sha256: deps.sha256,
    });
    return {
      assignments: assignments.map((each) =>
        each.experiment === decidedBy?.experiment ? { ...each, decides: true } : each,
      ),
      keptOut,
      policy: await resolve(policy, book.shadow, champion, now),
      predict: (question) => {
        if (assignments.length === 0 || champion === undefined) return undefined;
        const value = expectedOfItself({ ...question, snapshot: champion.snapshot });
        return value === undefined ? undefined : { value, snapshot: champion.id };
      },
    };
  };
}
