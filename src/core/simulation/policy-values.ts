import { type ActionId, NO_CONTACT } from '../identifiers.ts';
import { type Distribution, WHOLE } from '../policy/distribution.ts';

/** A decision as policies are compared on it. */
export interface ValuedDecision {
  /** What was sampled from; its actions are the eligible ones. */
  readonly distribution: Distribution;
  /** What each eligible action is worth here, after cost. */
  readonly values: ReadonlyMap<ActionId, number>;
}

/** What a policy earns on one decision, on average over its own draws and over what borrowers may do. */
export type DecisionValue = (decision: ValuedDecision) => number;

/** The policy that made the decision. */
export const ownValue: DecisionValue = ({ distribution, values }) => {
  let sum = 0;
  for (const [index, action] of distribution.actions.entries()) {
    sum += ((distribution.weights[index] ?? 0) / WHOLE) * (values.get(action) ?? 0);
  }
  return sum;
};

/** Every eligible action with the same probability. */
export const uniformValue: DecisionValue = ({ values }) => {
  let sum = 0;
  for (const value of values.values()) sum += value;
  return values.size === 0 ? 0 : sum / values.size;
};

/** The action that is worth most: what one would earn who knew everything about everybody. */
export const oracleValue: DecisionValue = ({ values }) => Math.max(...values.values());

/** Always this action; where it is not lawful no contact, and where that is no choice either, any eligible action. */
export function fixedValue(action: ActionId): DecisionValue {
  return (decision) =>
    decision.values.get(action) ?? decision.values.get(NO_CONTACT) ?? uniformValue(decision);
}

export interface FixedPolicy {
  readonly action: ActionId;
  /** Mean value over the decisions. */
  readonly value: number;
}

/** The single action that would have earned most on these decisions, known only in hindsight; ties by name. */
export function bestFixed(
  decisions: readonly ValuedDecision[],
  actions: readonly ActionId[],
): FixedPolicy | undefined {
  let best: FixedPolicy | undefined;
  for (const action of [...actions].sort()) {
    const value = meanValue(decisions, fixedValue(action));
    if (best === undefined || value > best.value) best = { action, value };
  }
  return best;
}

/** The mean over the decisions; 0 when there are none. */
export function meanValue(decisions: readonly ValuedDecision[], worth: DecisionValue): number {
  let sum = 0;
  for (const decision of decisions) sum += worth(decision);
  return decisions.length === 0 ? 0 : sum / decisions.length;
}
