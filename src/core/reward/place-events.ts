import type { Instant } from '../time/instant.ts';
import type { OutcomeEvent } from './outcome-event.ts';
import type { RewardRule } from './reward-rule.ts';
import { type SurvivingEvents, survivingEvents } from './surviving-events.ts';

/** Something that happened to a borrower, or to one of the borrower's accounts, told without naming a decision. */
export interface AccountEvent extends OutcomeEvent {
  /** The debt that it happened to, where that is known. */
  readonly accountId?: string;
}

/** An event that counts, and the moment that says which decision's it is. */
export interface PlacedEvent {
  readonly event: AccountEvent;
  /** Its own time or, of a reversal, that of the first event of the chain that it takes back. */
  readonly at: Instant;
}

/**
 * The borrower's events that no reversal took back, each with the moment at which a decision's window must be open for
 * the event to be attributed to it.
 * @remarks A reversal takes back an event that names the same account or, like itself, none. It belongs where that
 * event was attributed, however late it comes. Depends on the set of events alone; ids are unique in it.
 */
export function placeEvents(
  events: readonly AccountEvent[],
  rule: Pick<RewardRule, 'events'>,
): readonly PlacedEvent[] {
  const byAccount = new Map<string | undefined, AccountEvent[]>();
  for (const event of events) {
    byAccount.set(event.accountId, [...(byAccount.get(event.accountId) ?? []), event]);
  }
  return [...byAccount.values()].flatMap((ofOneAccount) => {
    const survivors = survivingEvents(ofOneAccount, rule);
    return survivors.standing.map((event) => ({ event, at: firstOfChain(event, survivors).occurredAt }));
  });
}

/** The event itself or, of a reversal, the first of those that it takes back and restores in turn. */
function firstOfChain(event: OutcomeEvent, survivors: SurvivingEvents): OutcomeEvent {
  const earlier = survivors.takenBackBy.get(event) ?? survivors.wouldTakeBack.get(event);
  return earlier === undefined ? event : firstOfChain(earlier, survivors);
}

/** The moments at which something is attributed otherwise after a change of the set of events than before it. */
export function movedMoments(
  before: readonly AccountEvent[],
  after: readonly AccountEvent[],
  rule: Pick<RewardRule, 'events'>,
): readonly Instant[] {
  const places = (events: readonly AccountEvent[]) =>
    new Map(placeEvents(events, rule).map(({ event, at }) => [event.id, at]));
  const [was, is] = [places(before), places(after)];
  const moved = [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
  return [...new Set(moved.flatMap((id) => [was.get(id), is.get(id)]).filter((at) => at !== undefined))];
}
