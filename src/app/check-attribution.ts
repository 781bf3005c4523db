import type { DecisionState } from '../core/decision/decision-state.ts';
import { touchOf } from '../core/decision/reward-window.ts';
import type { BorrowerId, DecisionId } from '../core/identifiers.ts';
import { attributeEvents, type Touch } from '../core/reward/attribute-events.ts';
import { type AttributedEvent, sameAttribution } from '../core/reward/attributed-event.ts';
import type { RewardRule } from '../core/reward/reward-rule.ts';
import type { AccountEvents } from './ports/account-events.ts';

interface Decisions {
  readonly touches: Touch[];
  readonly held: Map<DecisionId, readonly AttributedEvent[]>;
}

/**
 * Attributes all events of all borrowers anew, from every decision that was handed in, and names the decisions that
 * hold something else.
 * @remarks Looks at each borrower's decisions as a whole, without the index, the reach and the order of writes by which
 * the lists came about.
 */
export async function attributionCheck(accountEvents: AccountEvents, rule: RewardRule) {
  const byBorrower = new Map<BorrowerId, Decisions>();
  for await (const { borrowerId } of accountEvents.all()) {
    byBorrower.set(borrowerId, { touches: [], held: new Map() });
  }
  const wrong: DecisionId[] = [];

  return {
    add(state: DecisionState): void {
      const decisions = byBorrower.get(state.borrowerId);
      if (decisions === undefined) {
        if (state.attributed !== undefined) wrong.push(state.decisionId);
        return;
      }
      const touch = touchOf(state);
      if (touch !== undefined) decisions.touches.push(touch);
      decisions.held.set(state.decisionId, state.attributed ?? []);
    },
    /** To be asked once, when all decisions are in. */
    async wrong(): Promise<readonly DecisionId[]> {
      for await (const { borrowerId, events } of accountEvents.all()) {
        const { touches = [], held = new Map() } = byBorrower.get(borrowerId) ?? {};
        const expected = attributeEvents(rule, events, touches);
        for (const [id, list] of held) {
          if (!sameAttribution(list, expected.get(id) ?? [])) wrong.push(id);
        }
      }
      return wrong;
    },
  };
}
