import type { FeatureVector } from '../../src/core/features/feature-vector.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import type { CreditChange } from '../../src/core/model/credit-change.ts';
import { DECISIONS_PER_WEEK, type Outcome } from '../../src/core/simulation/outreach-world/outreach-world.ts';

/** A decision is credited when its reward window closes, so many decisions later. */
export const WINDOW = DECISIONS_PER_WEEK;

export interface MadeDecision {
  readonly index: number;
  readonly action: ActionId;
  readonly week: number;
  readonly x: FeatureVector;
  readonly outcome: Outcome;
}

export interface DueChange {
  readonly action: ActionId;
  /** The decision's, not that of the change. */
  readonly week: number;
  readonly change: CreditChange;
}

export interface CreditQueue {
  add(decision: MadeDecision): void;
  /** What is to be learned after so many decisions and has not been taken yet. */
  takeDue(decisions: number): readonly DueChange[];
}

/**
 * Credits each decision when its window closes, with what was heard until then, and corrects it when more is heard
 * later, as the service does.
 */
export function creditQueue(): CreditQueue {
  const dueAt = new Map<number, DueChange[]>();
  const put = (when: number, change: DueChange): void => {
    const entry = dueAt.get(when);
    if (entry === undefined) dueAt.set(when, [change]);
    else entry.push(change);
  };
  let taken = 0;
  return {
    add: ({ index, action, week, x, outcome: { reward, heardAfter } }) => {
      const heard = heardAfter <= WINDOW ? reward : 0;
      put(index + WINDOW, { action, week, change: { kind: 'credit', x, reward: heard } });
      if (heard === reward) return;
      put(index + heardAfter, { action, week, change: { kind: 'correction', x, from: heard, to: reward } });
    },
    takeDue: (decisions) => {
      const due: DueChange[] = [];
      for (; taken <= decisions; taken += 1) {
        due.push(...(dueAt.get(taken) ?? []));
        dueAt.delete(taken);
      }
      return due;
    },
  };
}
