import type { OutcomeMessage } from '../../src/app/ports/messages.ts';
import { formatInstant, type Instant } from '../../src/core/time/instant.ts';
import type { DemoService } from './demo-service.ts';
import { forEachAtMost } from './for-each.ts';
import type { SimulatedDecision, SimulationCounts } from './simulated-decision.ts';

/** An event on its way from the world to the service. */
export interface OutcomeArrival {
  readonly message: OutcomeMessage;
  readonly route: 'api' | 'queue';
  readonly toldAt: Instant;
  readonly decision: SimulatedDecision;
}

const EVENTS_PER_CALL = 40;
const CALLS_AT_ONCE = 4;

/** Hands the arrivals over, earliest first, each on its route; counts them and notes them with their decisions. */
export async function reportOutcomes(
  { api, enqueue }: Pick<DemoService, 'api' | 'enqueue'>,
  arrivals: readonly OutcomeArrival[],
  now: Instant,
  counts: SimulationCounts,
): Promise<void> {
  for (const arrival of arrivals) note(arrival, counts);
  const onRoute = (route: OutcomeArrival['route']): OutcomeMessage[] =>
    arrivals.filter((arrival) => arrival.route === route).map(({ message }) => message);

  const queued = onRoute('queue');
  if (queued.length > 0) await enqueue(queued);
  await forEachAtMost(chunks(onRoute('api'), EVENTS_PER_CALL), CALLS_AT_ONCE, async (events) => {
    await api.report(
      events.map((event) => ({ ...event, occurredAt: formatInstant(event.occurredAt) })),
      formatInstant(now),
    );
  });
}

function note({ message, route, toldAt, decision }: OutcomeArrival, counts: SimulationCounts): void {
  const { eventId: id, type, occurredAt } = message;
  if (route === 'queue') counts.straightToQueue += 1;
  if (decision.told.some((earlier) => earlier.id === id)) {
    counts.repeated += 1;
    return;
  }
  counts.outcomes += 1;
  if (decision.told.some((earlier) => earlier.occurredAt > occurredAt)) counts.overtaken += 1;
  decision.told.push({ id, type, occurredAt, toldAt });
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
