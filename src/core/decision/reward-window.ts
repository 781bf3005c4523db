import type { Touch } from '../reward/attribute-events.ts';
import type { Interval } from '../time/instant.ts';
import type { DecisionState } from './decision-state.ts';

/** Where events count, [confirmed send, maturity); `undefined` while the decision is unsent or when it is void. */
export function rewardWindowOf(
  state: Pick<DecisionState, 'dispatch' | 'sentAt' | 'rewardWindowEndsAt'>,
): Interval | undefined {
  return state.dispatch === 'void' ? undefined : sentWindowOf(state);
}

/** The same of a decision that may have become void since. */
export function sentWindowOf({
  sentAt,
  rewardWindowEndsAt,
}: Pick<DecisionState, 'sentAt' | 'rewardWindowEndsAt'>): Interval | undefined {
  if (sentAt === undefined || rewardWindowEndsAt === undefined) return undefined;
  return { start: sentAt, end: rewardWindowEndsAt };
}

/** The decision as one that events of its borrower may be attributed to. */
export function touchOf(state: DecisionState): Touch | undefined {
  const interval = rewardWindowOf(state);
  if (interval === undefined) return undefined;
  const { decisionId, accountId } = state;
  return { decisionId, interval, ...(accountId === undefined ? {} : { accountId }) };
}
