import { owesCorrection } from '../core/decision/reward-of-state.ts';
import { movedMoments, placeEvents } from '../core/reward/place-events.ts';
import type { Instant } from '../core/time/instant.ts';
import { makeAttribution } from './attribution.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import { makeNoteHarm } from './note-harm.ts';
import { faultsAmong, refuse, toRecordedAccountEvent } from './outcome-checks.ts';
import type { AccountOutcome } from './ports/messages.ts';
import { makeTellProfile } from './tell-profile.ts';

type RecordAccountEvent = (message: AccountOutcome, now: Instant) => Promise<'recorded' | 'duplicate'>;

/**
 * Adds one event to its borrower's set, then attributes it; see docs/protocols/attribution.md. Safe to repeat at any
 * point: a repetition attributes anew whatever the borrower's events touch, so it mends what a crash left undone.
 * @throws {ConflictError} `event-id-reused`, {@link UnavailableError} when the event may be recorded later.
 */
export function makeRecordAccountEvent(
  deps: Pick<
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
  >,
): RecordAccountEvent {
  const { accountEvents, credits, sha256 } = deps;
  const rule = deps.configuration.reward;
  const attribution = makeAttribution(deps);
  const tellProfile = makeTellProfile(deps);
  const noteHarm = makeNoteHarm(deps);

  return async function recordAccountEvent(message, now) {
    const { borrowerId, accountId, channel } = message;
    const event = toRecordedAccountEvent(message, sha256);
    const { repeated, moments } = await contend('Recording an account event', async () => {
      const stored = await accountEvents.get(borrowerId);
      const held = stored?.events ?? [];
      refuse(faultsAmong(held, event, ''));
      await tellProfile([{ borrowerId, accountId, channel, event: message }], now);
      if (held.some(({ id }) => id === event.id)) {
        return { repeated: true, moments: placeEvents(held, rule).map(({ at }) => at) };
      }
      const events = [...held, event];
      const version = (stored?.version ?? 0) + 1;
      if ((await accountEvents.put({ borrowerId, events, version })) === 'moved') return 'moved';
      return { repeated: false, moments: movedMoments(held, events, rule) };
    });
    await noteHarm(message, now);
    const states = await attribution.around(borrowerId, moments, now, { insist: true });
    const owing = states.filter(owesCorrection);
    if (owing.length > 0) await credits.send(owing.map(({ decisionId }) => ({ decisionId })));
    return repeated ? 'duplicate' : 'recorded';
  };
}
