import type { DecisionState } from '../core/decision/decision-state.ts';
import { owesCorrection, rewardOfState } from '../core/decision/reward-of-state.ts';
import { withAttributed } from '../core/decision/with-attributed.ts';
import { type AttributedEvent, sameAttribution } from '../core/reward/attributed-event.ts';
import type { RewardRule } from '../core/reward/reward-rule.ts';
import { type Instant, plusMs } from '../core/time/instant.ts';
import { REMIND_AFTER_MS } from './reminder.ts';

/**
 * The state's successor with the reward that the rule gives to what it holds now. A reward that differs gets the next
 * `seq`; a model that is behind it is reminded, should the message that asks for the correction be lost.
 */
export function rewardAnew(state: DecisionState, rule: RewardRule, now: Instant): DecisionState {
  const reward = rewardOfState(rule, state);
  const next: DecisionState = {
    ...state,
    version: state.version + 1,
    reward,
    seq: reward === state.reward ? state.seq : state.seq + 1,
  };
  return owesCorrection(next) ? { ...next, dueAt: plusMs(now, REMIND_AFTER_MS) } : next;
}

/**
 * The same with another list of its borrower's events. Where that changes a credited decision, it is reminded of even if
 * its reward stays: the log has a row of it, and the message that asks for that may be lost.
 */
export function attributedAnew(
  state: DecisionState,
  attributed: readonly AttributedEvent[],
  rule: RewardRule,
  now: Instant,
): DecisionState {
  const next = rewardAnew(withAttributed(state, attributed), rule, now);
  const asItWas = sameAttribution(attributed, state.attributed ?? []);
  return next.credited === undefined || asItWas ? next : { ...next, dueAt: plusMs(now, REMIND_AFTER_MS) };
}
