import type { OutcomeEvent } from './outcome-event.ts';
import type { RewardRule } from './reward-rule.ts';

/** What the reversals leave. */
export interface SurvivingEvents {
  /** The distinct events that no reversal took back. */
  readonly standing: readonly OutcomeEvent[];
  /** Which event a reversal took back. */
  readonly takenBackBy: ReadonlyMap<OutcomeEvent, OutcomeEvent>;
  /** Which event a reversal that was itself taken back would have taken back. */
  readonly wouldTakeBack: ReadonlyMap<OutcomeEvent, OutcomeEvent>;
}

/**
 * The distinct events less those that a later one takes back.
 * @remarks A reversal takes back the latest event of its type that is not later than itself and not yet taken back; a
 * reversal that was itself taken back does nothing. Read from the latest event to the earliest, so the answer depends
 * on the set of events alone.
 */
export function survivingEvents(
  events: readonly OutcomeEvent[],
  rule: Pick<RewardRule, 'events'>,
): SurvivingEvents {
  const reverses = new Map(rule.events.map(({ type, reverses: target }) => [type, target]));
  const latestFirst = distinct(events).sort(
    (a, b) =>
      b.occurredAt - a.occurredAt ||
      depth(b.type, reverses) - depth(a.type, reverses) ||
      (a.id < b.id ? 1 : -1),
  );
  const takenBack = new Set<OutcomeEvent>();
  const takenBackBy = new Map<OutcomeEvent, OutcomeEvent>();
  const wouldTakeBack = new Map<OutcomeEvent, OutcomeEvent>();
  latestFirst.forEach((event, index) => {
    const target = reverses.get(event.type);
    if (target === undefined) return;
    const match = latestFirst.find(
      (earlier, position) => position > index && earlier.type === target && !takenBack.has(earlier),
    );
    if (match === undefined) return;
    if (takenBack.has(event)) {
      wouldTakeBack.set(event, match);
      return;
    }
    takenBack.add(match);
    takenBackBy.set(event, match);
  });
  return { standing: latestFirst.filter((event) => !takenBack.has(event)), takenBackBy, wouldTakeBack };
}

/** One event per id. Should two contents claim one id, the earlier is kept, and of equal times the first by type. */
function distinct(events: readonly OutcomeEvent[]): OutcomeEvent[] {
  const byId = new Map<string, OutcomeEvent>();
  for (const event of events) {
    const held = byId.get(event.id);
    if (held === undefined || precedes(event, held)) byId.set(event.id, event);
  }
  return [...byId.values()];
}

function precedes(a: OutcomeEvent, b: OutcomeEvent): boolean {
  return a.occurredAt < b.occurredAt || (a.occurredAt === b.occurredAt && a.type < b.type);
}

/** How many reversals deep a type is; at one and the same time a reversal comes after what it takes back. */
function depth(type: string, reverses: ReadonlyMap<string, string | undefined>): number {
  let steps = 0;
  for (let at = reverses.get(type); at !== undefined && steps <= reverses.size; at = reverses.get(at))
    steps += 1;
  return steps;
}
