import type { CapacityBook } from '../../src/app/ports/capacity-book.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { Selected } from '../../src/core/decision/decision-record.ts';
import type { BorrowerId, ChannelId } from '../../src/core/identifiers.ts';
import { randomSource } from '../../src/core/simulation/random-source.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../src/core/time/instant.ts';
import { type UtcDate, utcDateOf } from '../../src/core/time/utc-date.ts';
import { decideRequest, memoryService, REACHABLE, useCases, WEDNESDAY } from './memory-service.ts';
import { scarceCalls } from './scarce-calls.ts';

export interface CallCentreOptions {
  readonly seed: number;
  readonly callsPerDay: number;
  readonly decisionsPerDay: number;
  readonly days: number;
  /** Leaves the price of calls at 0: whoever comes first is called. */
  readonly priceless?: true;
}

export interface CallCentreDay {
  /** What the day's decisions are worth on average, known from the world's laws: no luck in it. */
  readonly meanReward: number;
  readonly calls: number;
  /** The price of a call at the end of the day. */
  readonly price: number;
}

export interface CallCentre {
  readonly days: readonly CallCentreDay[];
  /** The most that any day held at any moment. */
  readonly mostBooked: number;
}

const CALL = 'call' as ChannelId;
const PUBLISH_EVERY_MS = 2 * HOUR_MS;

/** The chance of a payment: a call is worth the more the later the borrower is, a message always the same. */
function chanceOfPayment(channel: string | undefined, daysPastDue: number): number {
  if (channel === CALL) return 0.1 + 0.8 * (daysPastDue / 90);
  return channel === 'email' ? 0.2 : 0.1;
}

/**
 * Weeks of decisions through the whole service, with fewer calls than borrowers that a call would be best for: at each
 * of the evenly spaced decisions a new borrower, whose days past due decide what a call is worth.
 */
export async function runCallCentre(options: CallCentreOptions): Promise<CallCentre> {
  const { seed, callsPerDay, decisionsPerDay, priceless = false } = options;
  const configuration: Configuration = {
    ...scarceCalls(callsPerDay),
    exploration: { beta: 2, epsilon: { start: 0.05, floor: 0.02, halfway: 1000 }, gamma: 10 },
  };
  const service = memoryService(configuration);
  const { ports } = service;
  let mostBooked = 0;
  const capacity: CapacityBook = {
    ...ports.capacity,
    async reserve(unit, limit) {
      const outcome = await ports.capacity.reserve(unit, limit);
      const [day] = await ports.capacity.booked(unit.channel, unit.date, unit.date);
      mostBooked = Math.max(mostBooked, day?.bookedAt.length ?? 0);
      return outcome;
    },
  };
  const { decide, record, mature, learn } = useCases({ ...ports, capacity }, configuration);
  const blind: CapacityBook = { ...capacity, booked: async () => [] };
  const { publish, deps } = useCases({ ...ports, capacity: priceless ? blind : capacity }, configuration);

  const calls = new Map<UtcDate, number>();
  const days: CallCentreDay[] = [];
  for (let day = 0; day < options.days; day += 1) {
    const start = plusMs(WEDNESDAY, day * DAY_MS);
    let total = 0;
    let nextPublish = start as number;
    for (let n = 0; n < decisionsPerDay; n += 1) {
      const now = plusMs(start, Math.floor((n * DAY_MS) / decisionsPerDay));
      if (now >= nextPublish) {
        await publish(now);
        nextPublish += PUBLISH_EVERY_MS;
      }
      const random = randomSource(seed, 'decision', day, n);
      const daysPastDue = random.index(91);
      const id = `borrower-${day}-${n}` as BorrowerId;
      await service.profiles.put(id, REACHABLE);
      const request = decideRequest(`${seed}-${day}-${n}`, {
        borrower: { id },
        context: { daysPastDue, lastOpenedChannel: 'none' },
      });
      const { verdict, decisionId } = (await decide(request, now)).record;
      if (verdict.status === 'withheld') throw new Error('Every borrower can be sent a message.');
      const channel = verdict.contact?.channel;
      const chance = chanceOfPayment(channel, daysPastDue);
      const cost = configuration.channels.find((each) => each.id === channel)?.cost ?? 0;
      total += chance - cost;
      if (channel === CALL) tally(calls, verdict);
      if (random.chance(chance)) {
        const occurredAt = plusMs(verdict.contact?.window.interval.start ?? now, HOUR_MS);
        const eventId = `paid-${decisionId}` as never;
        await record({ eventId, decisionId, type: 'payment', occurredAt }, plusMs(occurredAt, HOUR_MS));
      }
    }
    const end = plusMs(start, DAY_MS);
    await mature(end);
    await learn(ports.credits.take(10 * decisionsPerDay));
    const served = await deps.models.current(configuration.model, end);
    days.push({
      meanReward: total / decisionsPerDay,
      calls: calls.get(utcDateOf(start)) ?? 0,
      price: served?.snapshot.arms.find(({ groups }) => groups.channel === CALL)?.price ?? 0,
    });
  }
  return { days, mostBooked };
}

function tally(calls: Map<UtcDate, number>, { contact }: Selected): void {
  if (contact === undefined) return;
  const date = utcDateOf(contact.window.interval.start);
  calls.set(date, (calls.get(date) ?? 0) + 1);
}
