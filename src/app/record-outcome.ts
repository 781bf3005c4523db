import { owesCorrection } from '../core/decision/reward-of-state.ts';
import type { Instant } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import { stateUnlessErased } from './decision-states.ts';
import type { Dependencies } from './dependencies.ts';
import { logMessageOf } from './log-part.ts';
import { makeNoteHarm } from './note-harm.ts';
import { faultsOfEvent, faultsOfEventOn, refuse, toRecordedEvent } from './outcome-checks.ts';
import { type DecisionOutcome, isAccountOutcome, type OutcomeMessage } from './ports/messages.ts';
import { makeRecordAccountEvent } from './record-account-event.ts';
import { rewardAnew } from './reward-anew.ts';
import { channelOf, makeTellProfile } from './tell-profile.ts';

/** What became of an event; one of a decision that was erased with its borrower is dropped. */
export type Recording = 'recorded' | 'duplicate' | 'erased';

export type RecordOutcome = (message: OutcomeMessage, now: Instant) => Promise<Recording>;

type RecordDependencies = Pick<
  Dependencies,
  | 'configuration'
  | 'ledger'
  | 'accountEvents'
  | 'profiles'
  | 'credits'
  | 'log'
  | 'books'
  | 'exposures'
  | 'sha256'
  | 'telemetry'
>;

/**
 * Adds one outcome event to its decision's set, or to its borrower's. Safe to repeat at any point: what the
 * event tells of the borrower's contact comes first, then the event, then what guardrails count, then the credit for a
 * decision that had been credited already.
 * @throws {NotFoundError} `decision-unknown`, {@link InvalidInputError} or {@link ConflictError} when the event can never be
 * accepted as it is, {@link UnavailableError} when it may be later.
 */
export function makeRecordOutcome(deps: RecordDependencies): RecordOutcome {
  const { configuration, ledger, credits, log, sha256, telemetry } = deps;
  const tellProfile = makeTellProfile(deps);
  const noteHarm = makeNoteHarm(deps);
  const recordAccountEvent = makeRecordAccountEvent(deps);

  return async function recordOutcome(message, now) {
    refuse(faultsOfEvent(message, configuration, now, ''));
    const recorded = isAccountOutcome(message)
      ? await recordAccountEvent(message, now)
      : await recordOnDecision(message, now);
    if (recorded !== 'erased') {
      telemetry.count(recorded === 'duplicate' ? 'OutcomesDuplicate' : 'OutcomesRecorded');
    }
    return recorded;
  };

  async function recordOnDecision(message: DecisionOutcome, now: Instant): Promise<Recording> {
    const event = toRecordedEvent(message, sha256);
    const found = await contend('Recording an outcome', async () => {
      const stored = await stateUnlessErased(deps, message.decisionId);
      if (stored === 'erased') return stored;
      refuse(faultsOfEventOn(stored, event, ''));
      const channel = channelOf(stored.action, configuration);
      const { borrowerId, accountId } = stored;
      await tellProfile([{ borrowerId, accountId, channel, event: message }], now);
      if (stored.events.some(({ id }) => id === event.id)) return { state: stored, repeated: true };
      const next = rewardAnew({ ...stored, events: [...stored.events, event] }, configuration.reward, now);
      return (await ledger.replaceState(next)) === 'moved' ? 'moved' : { state: next, repeated: false };
    });
    if (found === 'erased') return found;
    const { state, repeated } = found;
    await noteHarm({ ...message, borrowerId: state.borrowerId }, now);
    if (owesCorrection(state)) await credits.send([{ decisionId: state.decisionId }]);
    // Without a credit that leads there, the log still has to hear of the event.
    else if (state.credited !== undefined) await log.send([logMessageOf(state)]);
    return repeated ? 'duplicate' : 'recorded';
  }
}
