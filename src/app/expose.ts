import type { DecisionRecord } from '../core/decision/decision-record.ts';
import { AppError } from '../core/errors.ts';
import type { PolicyBook } from '../core/experiment/policy-book.ts';
import type { ExperimentId } from '../core/identifiers.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Counts a decision towards the guardrails of its experiments.
 * @param tookMs How long the decision took, in milliseconds.
 * @remarks A count that can't be written costs no borrower the answer: it is told and left out, which makes a variant look
 * no worse than it is compared with others, since it happens to all alike.
 */
export function makeExpose({ exposures, telemetry }: Pick<Dependencies, 'exposures' | 'telemetry'>) {
  return async function expose(
    { decisionId, borrowerId, assignments = [], verdict }: DecisionRecord,
    book: PolicyBook | undefined,
    tookMs: number,
  ): Promise<void> {
    const contact =
      verdict.status === 'selected' && verdict.contact !== undefined && verdict.forced === undefined;
    await Promise.all(
      assignments
        .filter(({ washout, stopped }) => washout !== true && stopped !== true)
        .map(async ({ experiment, variant, unit }) => {
          const slow = tookMs > slowestOf(book, experiment);
          try {
            const assigned = unit === undefined ? {} : { unit };
            const decision = { decisionId, variant, ...assigned, contact, slow };
            await exposures.expose({ experiment, borrowerId, ...decision });
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
            telemetry.warn('An exposure could not be counted', { experiment, code: error.code });
          }
        }),
    );
  };
}

/** What a guardrail on latency allows, in milliseconds; Infinity without one. */
function slowestOf(book: PolicyBook | undefined, id: ExperimentId): number {
  const guardrails =
    book?.experiments.find(({ experiment }) => experiment.id === id)?.experiment.guardrails ?? [];
  return Math.min(
    ...guardrails.map((each) => (each.kind === 'latency' ? each.slowerThanMs : Number.POSITIVE_INFINITY)),
    Number.POSITIVE_INFINITY,
  );
}
