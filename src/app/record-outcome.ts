import type { DecisionState } from '../core/decision/decision-state.ts';
import { rewardOf } from '../core/reward/reward-of.ts';
import { type Instant, plusMs } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import { stateUnlessErased } from './decision-states.ts';
import type { Dependencies } from './dependencies.ts';
import { REMIND_AFTER_MS } from './mature.ts';
import { faultsOfEvent, faultsOfEventOn, refuse, toRecordedEvent } from './outcome-checks.ts';
import { channelOf, makePlaceHolds } from './place-hold.ts';
import type { OutcomeMessage } from './ports/messages.ts';

/** What became of an event; one of a decision that was erased with its borrower is dropped. */
export type Recording = 'recorded' | 'duplicate' | 'erased';

export type RecordOutcome = (message: OutcomeMessage, now: Instant) => Promise<Recording>;

type RecordDependencies = Pick<
  Dependencies,
  'configuration' | 'ledger' | 'profiles' | 'credits' | 'sha256' | 'telemetry'
>;

/**
 * Adds one outcome event to its decision's set. Safe to repeat at any point: the hold that the event asks for comes
 * first (it can only forbid), then the state, then the credit for a decision that had been credited already.
 * @throws {NotFoundError} `decision-unknown`, {@link InvalidInputError} or {@link ConflictError} when the event can never be
 * accepted as it is, {@link UnavailableError} when it may be later.
 */
export function makeRecordOutcome(deps: RecordDependencies): RecordOutcome {
  const { configuration, ledger, credits, sha256, telemetry } = deps;
  const placeHolds = makePlaceHolds(deps);

  return async function recordOutcome(message, now) {
    refuse(faultsOfEvent(message, configuration, now, ''));
    const event = toRecordedEvent(message, sha256);
    const found = await contend('Recording an outcome', async () => {
      const stored = await stateUnlessErased(deps, message.decisionId);
      if (stored === 'erased') return stored;
      refuse(faultsOfEventOn(stored, event, ''));
      const channel = channelOf(stored.action, configuration);
      await placeHolds([{ borrowerId: stored.borrowerId, channel, event: message }], now);
      if (stored.events.some(({ id }) => id === event.id)) return { state: stored, repeated: true };
      const next = withEvent(stored, event, now);
      return (await ledger.replaceState(next)) === 'moved' ? 'moved' : { state: next, repeated: false };
    });
    if (found === 'erased') return found;
    const { state, repeated } = found;
    if (owesCorrection(state)) await credits.send([{ decisionId: state.decisionId }]);
    telemetry.count(repeated ? 'OutcomesDuplicate' : 'OutcomesRecorded');
    return repeated ? 'duplicate' : 'recorded';
  };

  function withEvent(
    state: DecisionState,
    event: DecisionState['events'][number],
    now: Instant,
  ): DecisionState {
    const events = [...state.events, event];
    const reward = rewardOf(configuration.reward, events, rewardWindowOf(state));
    const next: DecisionState = {
      ...state,
      version: state.version + 1,
      events,
      reward,
      seq: reward === state.reward ? state.seq : state.seq + 1,
    };
    return owesCorrection(next) ? { ...next, dueAt: plusMs(now, REMIND_AFTER_MS) } : next;
  }
}

/** Where events count, [confirmed send, maturity); `undefined` while the decision is unsent or when it is void. */
export function rewardWindowOf(state: DecisionState): { start: Instant; end: Instant } | undefined {
  if (state.dispatch === 'void' || state.sentAt === undefined || state.rewardWindowEndsAt === undefined)
    return undefined;
  return { start: state.sentAt, end: state.rewardWindowEndsAt };
}

/** Whether the model was told of another reward than is known now. */
export function owesCorrection(state: DecisionState): boolean {
  return state.credited !== undefined && state.credited.seq < state.seq;
}
