import type { Configuration } from '../core/configuration.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { sentWindowOf, touchOf } from '../core/decision/reward-window.ts';
import type { BorrowerId, DecisionId } from '../core/identifiers.ts';
import { attributeEvents } from '../core/reward/attribute-events.ts';
import { type AttributedEvent, sameAttribution } from '../core/reward/attributed-event.ts';
import { placeEvents } from '../core/reward/place-events.ts';
import { DAY_MS, HOUR_MS, type Instant, type Interval, instant } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import { logMessageOf } from './log-part.ts';
import type { RecordedAccountEvent } from './ports/account-events.ts';
import { attributedAnew } from './reward-anew.ts';

/** Keeps what decisions hold of their borrower's events; see docs/protocols/attribution.md. */
export interface Attribution {
  /**
   * Brings every decision of the borrower up to date whose reward window holds one of the moments, and gives them as
   * they are then. To be called after each write that changes what is to be attributed there, and again until it
   * succeeds: it also asks for the rows that credited ones have in the log, changed or not.
   */
  around(
    borrower: BorrowerId,
    moments: readonly Instant[],
    now: Instant,
    options?: AroundOptions,
  ): Promise<readonly DecisionState[]>;
  /** The same for all that happened to the decision's borrower within its window; one read where nothing has. */
  aroundDecision(
    state: DecisionState,
    now: Instant,
    options?: Pick<AroundOptions, 'insist'>,
  ): Promise<readonly DecisionState[]>;
  /** What the decision is to hold, by what is stored after the state was read. */
  heldBy(
    state: DecisionState,
    options?: { readonly known?: readonly DecisionId[]; readonly reachMs?: number },
  ): Promise<readonly AttributedEvent[]>;
}

export interface AroundOptions {
  /** Decisions that the index may not tell of yet. */
  readonly known?: readonly DecisionId[];
  /**
   * Writes a decision also where nothing differs, unless `mature` has yet to look at it: its version moves on, so that
   * a slower writer, who made up its mind on older facts, fails. For whoever has changed the facts.
   */
  readonly insist?: boolean;
}

/** More decisions than a borrower has within the reach of one event. */
const MOST_DECISIONS = 1000;

export function makeAttribution({
  configuration,
  ledger,
  accountEvents,
  log,
}: Pick<Dependencies, 'configuration' | 'ledger' | 'accountEvents' | 'log'>): Attribution {
  const rule = configuration.reward;
  const reachOfRule = reachMs(configuration);

  return { around, aroundDecision, heldBy };

  async function around(
    borrower: BorrowerId,
    moments: readonly Instant[],
    now: Instant,
    options: AroundOptions = {},
  ): Promise<readonly DecisionState[]> {
    const near = await statesNear(borrower, moments, options.known ?? [], reachOfRule);
    const affected = near.filter((state) => holdsAny(sentWindowOf(state), moments));
    return await bringAllUpToDate(affected, now, options);
  }

  async function aroundDecision(
    state: DecisionState,
    now: Instant,
    { insist = false }: Pick<AroundOptions, 'insist'> = {},
  ): Promise<readonly DecisionState[]> {
    const options = { insist, known: [state.decisionId] };
    const stored = await accountEvents.get(state.borrowerId);
    const moments = momentsWithin(sentWindowOf(state), stored?.events ?? []);
    if (moments.length > 0) return await around(state.borrowerId, moments, now, options);
    if (state.attributed === undefined) return [];
    return await bringAllUpToDate([state], now, options);
  }

  async function bringAllUpToDate(
    affected: readonly DecisionState[],
    now: Instant,
    options: AroundOptions,
  ): Promise<readonly DecisionState[]> {
    const updated: DecisionState[] = [];
    for (const { decisionId } of affected) {
      const state = await bringUpToDate(decisionId, now, options);
      if (state !== undefined) updated.push(state);
    }
    await log.send(updated.filter(({ credited }) => credited !== undefined).map(logMessageOf));
    return updated;
  }

  /** The order of the reads is the proof: the state first, then all that its list is made of, then the write. */
  async function bringUpToDate(
    id: DecisionId,
    now: Instant,
    { known = [], insist = false }: AroundOptions,
  ): Promise<DecisionState | undefined> {
    return await contend('Attributing events', async () => {
      const state = await ledger.getState(id);
      if (state === undefined || state.erasure !== undefined) return undefined;
      const attributed = await heldBy(state, { known });
      const asItIs = sameAttribution(attributed, state.attributed ?? []);
      if (asItIs && (!insist || isLookedAtAgain(state))) return state;
      const next = attributedAnew(state, attributed, rule, now);
      return (await ledger.replaceState(next)) === 'moved' ? 'moved' : next;
    });
  }

  async function heldBy(
    state: DecisionState,
    { known = [], reachMs = reachOfRule }: { known?: readonly DecisionId[]; reachMs?: number } = {},
  ): Promise<readonly AttributedEvent[]> {
    const touch = touchOf(state);
    if (touch === undefined) return [];
    const stored = await accountEvents.get(state.borrowerId);
    if (stored === undefined) return [];
    const moments = momentsWithin(touch.interval, stored.events);
    const near = await statesNear(state.borrowerId, moments, known, reachMs);
    const others = near.filter(({ decisionId }) => decisionId !== state.decisionId);
    const touches = [touch, ...others.flatMap((other) => touchOf(other) ?? [])];
    return attributeEvents(rule, stored.events, touches).get(state.decisionId) ?? [];
  }

  async function statesNear(
    borrower: BorrowerId,
    moments: readonly Instant[],
    known: readonly DecisionId[],
    reachMs: number,
  ): Promise<readonly DecisionState[]> {
    if (moments.length === 0) return [];
    const since = instant(Math.max(0, Math.min(...moments) - reachMs));
    const ids = await ledger.decisionsOf(borrower, since, MOST_DECISIONS);
    return await ledger.getStates([...new Set([...ids, ...known])]);
  }

  function momentsWithin(
    window: Interval | undefined,
    events: readonly RecordedAccountEvent[],
  ): readonly Instant[] {
    return placeEvents(events, rule)
      .map(({ at }) => at)
      .filter((at) => holdsAny(window, [at]));
  }
}

/**
 * How long before an event a decision can have been made that holds it: the send window opens within the horizon, is
 * at most a day long, and the reward window starts within it.
 */
function reachMs({ channels, noContact, horizonHours }: Configuration): number {
  const longest = Math.max(noContact.rewardWindowHours, ...channels.map((each) => each.rewardWindowHours));
  return (horizonHours + longest) * HOUR_MS + DAY_MS;
}

function holdsAny(window: Interval | undefined, moments: readonly Instant[]): boolean {
  return window !== undefined && moments.some((at) => at >= window.start && at < window.end);
}

/**
 * Whether `mature` has yet to look at the decision for the first time, which writes the state and attributes anew; or
 * nothing can be attributed to it as it stands.
 */
function isLookedAtAgain({ dispatch, credited, dueAt, rewardWindowEndsAt }: DecisionState): boolean {
  if (dispatch === 'void' || dispatch === 'pending') return true;
  return credited === undefined && dueAt !== undefined && dueAt === rewardWindowEndsAt;
}
