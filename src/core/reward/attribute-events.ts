import type { DecisionId } from '../identifiers.ts';
import type { Interval } from '../time/instant.ts';
import type { AttributedEvent } from './attributed-event.ts';
import { type AccountEvent, type PlacedEvent, placeEvents } from './place-events.ts';
import type { RewardRule } from './reward-rule.ts';

/** A selected decision whose contact went out, or that was to make none; never a void one. */
export interface Touch {
  readonly decisionId: DecisionId;
  /** The debt that the decision was about, where it named one. */
  readonly accountId?: string;
  /** [sent, maturity). */
  readonly interval: Interval;
}

type AttributionSettings = Pick<RewardRule, 'events' | 'attribution'>;

/**
 * Which decision each of a borrower's events is the doing of: for every decision its events with its share of each, by
 * time, ties by id. A decision without any is left out.
 * @remarks `last-touch`: the touch with the latest (sent, decision id) whose interval holds the event. `linear`: all
 * whose interval holds it, each 1/k. An event that names an account is attributed to decisions for that account or for
 * none in particular. What no interval holds is attributed to nobody. Depends on the *sets* of events and touches
 * alone, so that whoever computes it later from more facts gets what they would have made from the beginning.
 */
export function attributeEvents(
  rule: AttributionSettings,
  events: readonly AccountEvent[],
  touches: readonly Touch[],
): ReadonlyMap<DecisionId, readonly AttributedEvent[]> {
  const distinct = [...new Map(touches.map((touch) => [touch.decisionId, touch])).values()];
  const lists = new Map<DecisionId, AttributedEvent[]>();
  for (const placed of placeEvents(events, rule)) {
    const { id, type, occurredAt } = placed.event;
    const holding = distinct.filter((touch) => holds(touch, placed));
    const chosen = rule.attribution === 'linear' ? holding : latest(holding);
    for (const { decisionId } of chosen) {
      const list = lists.get(decisionId) ?? [];
      lists.set(decisionId, list);
      list.push({ id, type, occurredAt, share: 1 / chosen.length });
    }
  }
  for (const list of lists.values()) {
    list.sort((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1));
  }
  return lists;
}

function holds({ accountId, interval }: Touch, { event, at }: PlacedEvent): boolean {
  const sameDebt = accountId === undefined || event.accountId === undefined || accountId === event.accountId;
  return sameDebt && at >= interval.start && at < interval.end;
}

function latest(touches: readonly Touch[]): readonly Touch[] {
  const [first, ...others] = touches;
  if (first === undefined) return [];
  return [others.reduce((last, touch) => (isLater(touch, last) ? touch : last), first)];
}

function isLater(a: Touch, b: Touch): boolean {
  const [sentA, sentB] = [a.interval.start, b.interval.start];
  return sentA > sentB || (sentA === sentB && a.decisionId > b.decisionId);
}
