import type { DecisionState } from '../core/decision/decision-state.ts';
import type { BorrowerId, DecisionId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import { ensureState } from './decision-states.ts';
import type { Dependencies } from './dependencies.ts';
import type { HeardEvent } from './heard-event.ts';
import { inChunks } from './in-chunks.ts';
import {
  eventDigest,
  type FoundFault,
  faultsAmong,
  faultsOfEvent,
  faultsOfEventOn,
  type KeptEvent,
  refuse,
} from './outcome-checks.ts';
import { isAccountOutcome, type OutcomeMessage } from './ports/messages.ts';
import { channelOf, makeTellProfile } from './tell-profile.ts';

export interface Acceptance {
  /** Events handed on to be recorded. */
  readonly accepted: number;
  /** Events that the ledger, or this request, had already. */
  readonly duplicates: number;
  /** Events of decisions that were erased with their borrower; dropped. */
  readonly erased: number;
}

export type AcceptOutcomes = (events: readonly OutcomeMessage[], now: Instant) => Promise<Acceptance>;

const CONCURRENCY = 16;

/**
 * Checks events against their decisions and borrowers, writes into contact profiles what they tell and puts them on the queue: all of them or,
 * when anything is wrong with any, none. The profiles come first: whoever is told that an opt-out was taken in may rely on
 * it, however long the queue is. What a caller can mend it is told here; what goes wrong later is parked by `record`.
 * @throws {InvalidInputError | ConflictError | NotFoundError} listing every fault with its pointer;
 * {@link UnavailableError} with nothing on the queue, to be repeated as a whole.
 */
export function makeAcceptOutcomes(
  deps: Pick<
    Dependencies,
    'configuration' | 'ledger' | 'accountEvents' | 'profiles' | 'outcomes' | 'sha256' | 'telemetry'
  >,
): AcceptOutcomes {
  const { configuration, ledger, accountEvents, outcomes, sha256, telemetry } = deps;
  const tellProfile = makeTellProfile(deps);

  return async function acceptOutcomes(events, now) {
    const states = await statesOf(
      events.flatMap((event) => (isAccountOutcome(event) ? [] : [event.decisionId])),
    );
    const accounts = await eventsOf(
      events.flatMap((event) => (isAccountOutcome(event) ? [event.borrowerId] : [])),
    );
    const faults: FoundFault[] = [];
    const fresh = new Map<string, { message: OutcomeMessage; kept: KeptEvent }>();
    const heard: HeardEvent[] = [];
    let duplicates = 0;
    let erased = 0;

    for (const [index, message] of events.entries()) {
      const at = `/events/${index}`;
      faults.push(...faultsOfEvent(message, configuration, now, at));
      const kept = {
        id: message.eventId,
        occurredAt: message.occurredAt,
        digest: eventDigest(message, sha256),
      };
      const place = `${isAccountOutcome(message) ? message.borrowerId : message.decisionId} ${kept.id}`;
      const earlier = fresh.get(place)?.kept;
      const withEarlier = (stored: readonly KeptEvent[]) =>
        earlier === undefined ? stored : [...stored, earlier];

      let seen: readonly KeptEvent[];
      let concerned: Omit<HeardEvent, 'event'>;
      if (isAccountOutcome(message)) {
        const { borrowerId, channel, accountId } = message;
        concerned = { borrowerId, channel, accountId };
        seen = withEarlier(accounts.get(message.borrowerId) ?? []);
        faults.push(...faultsAmong(seen, kept, at));
      } else {
        const state = states.get(message.decisionId);
        if (state === 'erased') {
          erased += 1;
          continue;
        }
        if (state === undefined || state === 'withheld') {
          const faultOf = state === undefined ? decisionUnknown : decisionWithheld;
          faults.push(faultOf(message.decisionId, at));
          continue;
        }
        const { borrowerId, accountId } = state;
        concerned = { borrowerId, accountId, channel: channelOf(state.action, configuration) };
        seen = withEarlier(state.events);
        faults.push(...faultsOfEventOn({ decidedAt: state.decidedAt, events: seen }, kept, at));
      }
      if (seen.some(({ id, digest }) => id === kept.id && digest === kept.digest)) {
        duplicates += 1;
        continue;
      }
      fresh.set(place, { message, kept });
      heard.push({ ...concerned, event: message });
    }
    refuse(faults);
    await tellProfile(heard, now);
    await outcomes.send([...fresh.values()].map(({ message }) => message));
    telemetry.count('OutcomesAccepted', fresh.size);
    return { accepted: fresh.size, duplicates, erased };
  };

  async function statesOf(
    named: readonly DecisionId[],
  ): Promise<ReadonlyMap<DecisionId, DecisionState | 'withheld' | 'erased'>> {
    const ids = [...new Set(named)];
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

  async function eventsOf(
    named: readonly BorrowerId[],
  ): Promise<ReadonlyMap<BorrowerId, readonly KeptEvent[]>> {
    const ids = [...new Set(named)];
    const stored = await inChunks(ids, CONCURRENCY, (id) => accountEvents.get(id));
    return new Map(ids.map((id, index) => [id, stored[index]?.events ?? []]));
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
