import type { DecisionState } from '../core/decision/decision-state.ts';
import type { DecisionId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import { ensureState } from './decision-states.ts';
import type { Dependencies } from './dependencies.ts';
import {
  eventDigest,
  type FoundFault,
  faultsOfEvent,
  faultsOfEventOn,
  refuse,
  toRecordedEvent,
} from './outcome-checks.ts';
import { channelOf, type HeardEvent, makePlaceHolds } from './place-hold.ts';
import type { OutcomeMessage } from './ports/messages.ts';

export interface Acceptance {
  /** Events handed on to be recorded. */
  readonly accepted: number;
  /** Events that the ledger, or this request, had already. */
  readonly duplicates: number;
  /** Events of decisions that were erased with their borrower; dropped. */
  readonly erased: number;
}

export type AcceptOutcomes = (events: readonly OutcomeMessage[], now: Instant) => Promise<Acceptance>;

/**
 * Checks events against their decisions, places the holds that they ask for and puts them on the queue: all of them or,
 * when anything is wrong with any, none. The holds come first: whoever is told that an opt-out was taken in may rely on
 * it, however long the queue is. What a caller can mend it is told here; what goes wrong later is parked by `record`.
 * @throws {InvalidInputError | ConflictError | NotFoundError} listing every fault with its pointer;
 * {@link UnavailableError} with nothing on the queue, to be repeated as a whole.
 */
export function makeAcceptOutcomes(
  deps: Pick<Dependencies, 'configuration' | 'ledger' | 'profiles' | 'outcomes' | 'sha256' | 'telemetry'>,
): AcceptOutcomes {
  const { configuration, ledger, outcomes, sha256, telemetry } = deps;
  const placeHolds = makePlaceHolds(deps);

  return async function acceptOutcomes(events, now) {
    const states = await statesOf([...new Set(events.map(({ decisionId }) => decisionId))]);
    const faults: FoundFault[] = [];
    const fresh = new Map<string, OutcomeMessage>();
    const heard: HeardEvent[] = [];
    let duplicates = 0;
    let erased = 0;
    for (const [index, event] of events.entries()) {
      const at = `/events/${index}`;
      faults.push(...faultsOfEvent(event, configuration, now, at));
      const state = states.get(event.decisionId);
      if (state === undefined) {
        faults.push(decisionUnknown(event.decisionId, at));
        continue;
      }
      if (state === 'erased') {
        erased += 1;
        continue;
      }
      if (state === 'withheld') {
        faults.push(decisionWithheld(event.decisionId, at));
        continue;
      }
      const recorded = toRecordedEvent(event, sha256);
      const earlier = fresh.get(`${event.decisionId} ${event.eventId}`);
      const seen = earlier === undefined ? state.events : [...state.events, toRecordedEvent(earlier, sha256)];
      faults.push(...faultsOfEventOn({ decidedAt: state.decidedAt, events: seen }, recorded, at));
      if (seen.some(({ id, digest }) => id === event.eventId && digest === eventDigest(event, sha256)))
        duplicates += 1;
      else {
        fresh.set(`${event.decisionId} ${event.eventId}`, event);
        heard.push({ borrowerId: state.borrowerId, channel: channelOf(state.action, configuration), event });
      }
    }
    refuse(faults);
    await placeHolds(heard, now);
    await outcomes.send([...fresh.values()]);
    telemetry.count('OutcomesAccepted', fresh.size);
    return { accepted: fresh.size, duplicates, erased };
  };

  async function statesOf(
    ids: readonly DecisionId[],
  ): Promise<Map<DecisionId, DecisionState | 'withheld' | 'erased'>> {
    const states = new Map<DecisionId, DecisionState | 'withheld' | 'erased'>();
    for (const state of await ledger.getStates(ids)) {
      states.set(state.decisionId, state.erasure === undefined ? state : 'erased');
    }
    const stateless = ids.filter((id) => !states.has(id));
    if (stateless.length === 0) return states;
    for (const record of await ledger.getRecords(stateless)) {
      states.set(record.decisionId, (await ensureState(deps, record)) ?? 'withheld');
    }
    const unknown = stateless.filter((id) => !states.has(id));
    if (unknown.length === 0) return states;
    for (const id of await ledger.erasedAmong(unknown)) states.set(id, 'erased');
    return states;
  }
}

function decisionUnknown(id: DecisionId, at: string): FoundFault {
  return {
    code: 'decision-unknown',
    pointer: `${at}/decisionId`,
    problem: `there is no decision ${id}`,
    fix: 'use the decisionId of an earlier answer of POST /v1/decisions',
  };
}

function decisionWithheld(id: DecisionId, at: string): FoundFault {
  return {
    code: 'decision-withheld',
    pointer: `${at}/decisionId`,
    problem: `decision ${id} was withheld, so nothing can have come of it`,
    fix: 'report only outcomes of decisions whose status is selected',
  };
}
