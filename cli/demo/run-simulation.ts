import * as z from 'zod';
import { decisionIdSchema } from '../../src/contracts/identifiers.ts';
import type { ActionId, DecisionId, EventId } from '../../src/core/identifiers.ts';
import type { BorrowerWorld } from '../../src/core/simulation/borrower-world.ts';
import type { Mishap } from '../../src/core/simulation/mishap.ts';
import type { Occasion } from '../../src/core/simulation/occasions.ts';
import { randomSource } from '../../src/core/simulation/random-source.ts';
import { formatInstant, HOUR_MS, type Instant, parseInstant, plusMs } from '../../src/core/time/instant.ts';
import { makeAgenda } from './agenda.ts';
import { contactFiles } from './contact-files.ts';
import type { DemoService } from './demo-service.ts';
import { forEachAtMost } from './for-each.ts';
import { type OutcomeArrival, reportOutcomes } from './report-outcomes.ts';
import { noCounts, type SimulatedDecision, type SimulationCounts } from './simulated-decision.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly world: BorrowerWorld;
  readonly occasions: readonly Occasion[];
  readonly purpose: string;
  readonly service: DemoService;
  /** Ends the simulation between two requests. */
  readonly signal: AbortSignal;
  /** Told what was decided on a day, after the service has learned from it what could be learned. */
  readonly onDay: (day: number, decisions: readonly SimulatedDecision[]) => Promise<void>;
}

export interface Simulation {
  /** In the order of the occasions. */
  readonly decisions: readonly SimulatedDecision[];
  readonly counts: SimulationCounts;
  /** When the last decision was mature and the last event told. */
  readonly endedAt: Instant;
}

interface PlannedSend {
  readonly decision: SimulatedDecision;
  readonly at: Instant;
  readonly mishap: Mishap | undefined;
}

const CONCURRENCY = 8;
/** Numbers are checked against reassignment well within the 60 days for which that is good. */
const FILES_RENEWED_DAYS = 28;

/**
 * Plays the world against the service, day by day: questions, sends, outcomes, then learning. Within a day calls run
 * side by side; between the steps of a day everything is waited for, so that the result does not depend on timing.
 */
export async function runSimulation(options: SimulationOptions): Promise<Simulation> {
  const { seed, world, occasions, service, signal } = options;
  const { api } = service;
  const files = contactFiles(api);
  const decisions = new Map<number, SimulatedDecision>();
  const counts = noCounts();
  const sends = makeAgenda<PlannedSend>();
  const told = makeAgenda<OutcomeArrival>();
  /** Ends of send and reward windows: when the service has something to look at. */
  const due = makeAgenda<DecisionId>();

  const each = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
    await forEachAtMost(items, CONCURRENCY, async (item) => {
      signal.throwIfAborted();
      await work(item);
    });
  };

  let day = 0;
  for (; !isOver(day); day += 1) {
    if (day % FILES_RENEWED_DAYS === 0) {
      await each(world.borrowers, (borrower) => files.renew(borrower, world.dayStart(day)));
    }
    const today = occasions.filter((occasion) => occasion.day === day);
    const tomorrow = world.dayStart(day + 1);
    await each(today, ask);
    await each(sends.takeBefore(tomorrow), send);
    const arrivals = told.takeBefore(tomorrow);
    await reportOutcomes(service, arrivals, tomorrow, counts);
    if (arrivals.length > 0) await service.outcomesRecorded();
    signal.throwIfAborted();
    if (due.takeBefore(tomorrow).length + arrivals.length > 0) await service.learn(tomorrow);
    await options.onDay(
      day,
      today.flatMap(({ number }) => decisions.get(number) ?? []),
    );
  }
  return {
    decisions: occasions.flatMap(({ number }) => decisions.get(number) ?? []),
    counts,
    endedAt: world.dayStart(day),
  };

  function isOver(day: number): boolean {
    const last = occasions.at(-1)?.day ?? -1;
    return day > last && sends.isEmpty && told.isEmpty && due.isEmpty;
  }

  async function ask(occasion: Occasion): Promise<void> {
    const borrower = world.borrowerOf(occasion);
    const at = world.dayStart(occasion.day);
    const answer = await api.decide(`demo-${seed}-${occasion.number}`, {
      borrower: { id: borrower.id, accountId: borrower.accountId },
      purpose: options.purpose,
      context: world.contextOf(occasion),
      requireConfirm: true,
      at: formatInstant(at),
    });
    const id = z.parse(decisionIdSchema, answer.decisionId);
    if (answer.status === 'withheld') {
      decisions.set(occasion.number, { occasion, id, told: [] });
      return;
    }
    const { window } = answer.action;
    const action = world.actionNamed(answer.action.id);
    const decision: SimulatedDecision = { occasion, id, action, told: [] };
    decisions.set(occasion.number, decision);
    if (window === undefined) {
      carryOut(decision, action, at, answer.rewardWindowEndsAt);
      return;
    }
    const mishap = world.mishapOf(occasion);
    const end = parseInstant(window.end);
    due.add(end, id);
    if (mishap?.kind === 'forgotten') counts.forgotten += 1;
    else {
      const sendAt = within(parseInstant(window.start), end, occasion.number);
      sends.add(sendAt, { decision, at: sendAt, mishap });
    }
  }

  async function send({ decision, at, mishap }: PlannedSend): Promise<void> {
    if (mishap !== undefined) await files.note(world.borrowerOf(decision.occasion), mishap, at);
    const answer = await api.confirm(decision.id, formatInstant(at));
    if (!answer.send) {
      counts.refused += 1;
      return;
    }
    counts.confirmed += 1;
    if (decision.action !== undefined) carryOut(decision, decision.action, at, answer.rewardWindowEndsAt);
  }

  /** The borrower has been contacted, or left alone: what comes of it will be told in its time. */
  function carryOut(
    decision: SimulatedDecision,
    action: ActionId,
    at: Instant,
    windowEnd: string | undefined,
  ): void {
    decision.sentAt = at;
    if (windowEnd !== undefined) {
      decision.rewardWindowEndsAt = parseInstant(windowEnd);
      due.add(decision.rewardWindowEndsAt, decision.id);
    }
    const { events } = world.storyOf(decision.occasion, action);
    for (const { event, afterHours, route } of world.arrivalsOf(decision.occasion, action)) {
      const happened = events[event];
      if (happened === undefined) continue;
      const toldAt = plusMs(at, Math.round(afterHours * HOUR_MS));
      const message = {
        eventId: `e-${decision.occasion.number}-${event}` as EventId,
        decisionId: decision.id,
        type: happened.type,
        occurredAt: plusMs(at, Math.round(happened.afterHours * HOUR_MS)),
      };
      told.add(toldAt, { message, route, toldAt, decision });
    }
  }

  /** A minute of the send window, by chance. */
  function within(start: Instant, end: Instant, number: number): Instant {
    const minutes = Math.floor((end - start) / 60_000);
    return plusMs(start, randomSource(seed, 'send', number).index(Math.max(1, minutes)) * 60_000);
  }
}
