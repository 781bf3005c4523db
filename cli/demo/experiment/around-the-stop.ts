import type { Assignment } from '../../../src/core/experiment/assignment.ts';
import type { VariantId } from '../../../src/core/identifiers.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import type { ObservedDecision } from '../observed-decision.ts';
import { EVENING_CALLS, TRIED } from './evening-calls.ts';

/** The decisions of a variant made while all ran. */
export function decisionsBefore(
  stop: Instant,
  decisions: readonly ObservedDecision[],
  variant: VariantId,
): readonly ObservedDecision[] {
  return decisions.filter(
    (decision) => assignmentOf(decision)?.variant === variant && decision.record.decidedAt < stop,
  );
}

/** The decisions about the tried variant's borrowers from the stop on, and those that its policy had no part in. */
export function countAfter(
  stop: Instant,
  decisions: readonly ObservedDecision[],
): { readonly decisions: number; readonly byControl: number } {
  const after = decisions.filter(
    (decision) => assignmentOf(decision)?.variant === TRIED && decision.record.decidedAt >= stop,
  );
  const byControl = after.filter(
    (decision) => assignmentOf(decision)?.stopped === true && decision.selected?.verdict.policy === undefined,
  );
  return { decisions: after.length, byControl: byControl.length };
}

function assignmentOf({ record }: ObservedDecision): Assignment | undefined {
  return record.assignments?.find(({ experiment }) => experiment === EVENING_CALLS);
}
