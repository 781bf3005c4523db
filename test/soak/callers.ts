import { forEachAtMost } from '../../cli/demo/for-each.ts';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { decisionIdOf, decisionIdSeed } from '../../src/core/decision/decision-key.ts';
import type { ActionId, BorrowerId, DecisionId, EventId } from '../../src/core/identifiers.ts';
import { randomSource } from '../../src/core/simulation/random-source.ts';
import {
  formatInstant,
  HOUR_MS,
  type Instant,
  instant,
  parseInstant,
  plusMs,
} from '../../src/core/time/instant.ts';
import type { Answer } from '../support/lambda-service.ts';
import { SOAK_CONFIGURATION } from './configuration.ts';
import type { Feed } from './feed.ts';
import { homeOf } from './homes.ts';
import type { KnownDecision } from './oracle.ts';
import { borrowerNumber, borrowerOf, borrowersFor, type Calendar, contextOf, type SoakSize } from './plan.ts';
import type { SoakService } from './soak-service.ts';
import { baseOf, type PlannedEvent, type SoakEvent } from './story.ts';

/** Those who ask for decisions and make the contacts, and what they know of them. */
export interface Callers {
  introduceBorrowers(): Promise<void>;
  /** Asks for the decisions of a step; some of what will come of them is told before. */
  ask(step: number): Promise<void>;
  /** Confirms or gives up the contacts that are to be made in a step. */
  dispatch(step: number): Promise<void>;
  readonly isDone: boolean;
  readonly known: readonly KnownDecision[];
  readonly counts: Readonly<CallerCounts>;
}

export interface CallerCounts {
  withheld: number;
  confirmed: number;
  /** Contacts that the rules forbade at send time. */
  refused: number;
  /** Given up by their caller, or never confirmed. */
  givenUp: number;
}

/** A decision with what is still to happen to it. */
interface Open {
  readonly known: KnownDecision;
  readonly number: number;
  readonly planned: readonly PlannedEvent[];
}

interface Dispatch extends Open {
  readonly at: Instant;
  readonly does: 'confirm' | 'void';
  readonly channel: string;
}

/** A question about to be asked; its id is known, since it follows from the idempotency key. */
interface Asked {
  readonly number: number;
  readonly id: DecisionId;
  readonly planned: readonly PlannedEvent[];
}

const AT_ONCE = 8;
const CONFIRMED_SHARE = 0.8;

export function makeCallers(size: SoakSize, calendar: Calendar, feed: Feed, service: SoakService): Callers {
  const { decisions: total, seed } = size;
  const borrowers = borrowersFor(size);
  const known: KnownDecision[] = [];
  const dispatches = new Map<number, Dispatch[]>();
  const counts: CallerCounts = { withheld: 0, confirmed: 0, refused: 0, givenUp: 0 };
  let next = 0;
  let step = 0;

  return {
    known,
    counts,
    get isDone() {
      return next === total && dispatches.size === 0;
    },
    introduceBorrowers: async () => await forEachAtMost(borrowers, AT_ONCE, introduce),
    async ask(now) {
      step = now;
      const at = calendar.startOf(step);
      const until = Math.min(total, Math.floor(((step + 1) * total) / calendar.steps));
      const asked = numbers(next, until).map((number) => ({
        number,
        id: idOf(number),
        planned: feed.planNext(),
      }));
      next = until;
      await tellEarly(asked, at);
      await forEachAtMost(asked, AT_ONCE, (each) => decide(each, at));
    },
    async dispatch(now) {
      step = now;
      await forEachAtMost(dispatches.get(step) ?? [], AT_ONCE, dispatch);
      dispatches.delete(step);
    },
  };

  async function introduce(borrower: BorrowerId): Promise<void> {
    const { zip, areaCode } = homeOf(borrowerNumber(borrower));
    const since = formatInstant(calendar.startOf(0));
    const consents = Object.fromEntries(
      SOAK_CONFIGURATION.channels.map(({ id }) => [id, { status: 'granted', form: 'written', since }]),
    );
    const body = {
      timeZones: [],
      phones: [{ id: 'mobile', areaCode, line: 'mobile', place: 'personal' }],
      emails: [{ id: 'email', place: 'personal' }],
      addresses: [{ id: 'home', zip, place: 'home' }],
      consents,
      holds: [],
    };
    expectOk(await service.call('PUT /v1/borrowers/{id}', { id: borrower, body }));
  }

  /** Events whose decision nobody has made yet. The consumers see them at once, and can only put them back. */
  async function tellEarly(asked: readonly Asked[], at: Instant): Promise<void> {
    const early: SoakEvent[] = [];
    for (const { number, id, planned } of asked) {
      planned.forEach((event, place) => {
        if (!event.isEarly) return;
        const told = eventOf(number, place, id, event, at);
        feed.tell(told, event, at, at);
        early.push(told);
      });
    }
    if (early.length === 0) return;
    await service.enqueue(feed.arrivals(step));
    await service.work(at);
  }

  async function decide({ number, id, planned }: Asked, at: Instant): Promise<void> {
    const context = contextOf(seed, number, at);
    const requireConfirm = number % 5 !== 0;
    const answer = await service.call('POST /v1/decisions', {
      headers: { 'idempotency-key': keyOf(number) },
      body: {
        borrower: { id: borrowerOf(number, borrowers, total) },
        purpose: 'servicing',
        context,
        requireConfirm,
        at: formatInstant(at),
      },
    });
    expectOk(answer);
    const { decisionId, status, action } = answer.body;
    if (decisionId !== id) throw new Error(`Decision ${id} was answered as ${decisionId}.`);
    if (status === 'withheld') {
      known.push({ id, decidedAt: at, context, events: [] });
      counts.withheld += 1;
      planned.forEach((event, place) => {
        const told = eventOf(number, place, id, event, at);
        feed.condemn(told);
        if (!event.isEarly) feed.tell(told, event, at, later(plusMs(told.occurredAt, event.delayMs)));
      });
      return;
    }
    const events = planned.flatMap((event, place) =>
      event.isEarly ? [eventOf(number, place, id, event, at)] : [],
    );
    const decision: KnownDecision = { id, decidedAt: at, context, action: action.id as ActionId, events };
    known.push(decision);
    const open: Open = { known: decision, number, planned };
    if (action.window === undefined) {
      decision.window = windowFrom(at, SOAK_CONFIGURATION.noContact.rewardWindowHours);
      tell(open, at);
      return;
    }
    const start = parseInstant(action.window.start);
    const closes = parseInstant(action.window.end);
    const hours = rewardHoursOf(action.channel);
    if (!requireConfirm) {
      decision.window = { start, end: plusMs(closes, hours * HOUR_MS) };
      tell(open, start);
      return;
    }
    const chance = randomSource(seed, 'send', number);
    const sendAt = plusMs(start, Math.floor(chance.between(0, closes - start)));
    if (!chance.chance(CONFIRMED_SHARE)) {
      // A contact that was not made, of which the feed tells all the same.
      tell(open, sendAt);
      counts.givenUp += 1;
      if (chance.chance(0.5)) return;
      plan({ ...open, at: sendAt, does: 'void', channel: action.channel });
      return;
    }
    plan({ ...open, at: sendAt, does: 'confirm', channel: action.channel });
  }

  function plan(planned: Dispatch): void {
    const when = Math.max(step, calendar.stepOf(planned.at));
    dispatches.set(when, [...(dispatches.get(when) ?? []), planned]);
  }

  async function dispatch(planned: Dispatch): Promise<void> {
    const { known: decision, at, does, channel } = planned;
    if (does === 'void') {
      expectOk(
        await service.call('POST /v1/decisions/{id}/void', {
          id: decision.id,
          body: { reason: 'channel-outage' },
        }),
      );
      return;
    }
    const answer = await service.call('POST /v1/decisions/{id}/confirm', {
      id: decision.id,
      body: { at: formatInstant(at) },
    });
    expectOk(answer);
    if (answer.body.send === true) {
      counts.confirmed += 1;
      decision.window = windowFrom(at, rewardHoursOf(channel));
    } else counts.refused += 1;
    tell(planned, at);
  }

  /** That time, or the next step when it has come already. */
  function later(at: Instant): Instant {
    return instant(Math.max(at, calendar.startOf(step + 1)));
  }

  /** Plans what is told of a decision from the moment on at which its contact was made, or should have been. */
  function tell({ known: decision, number, planned }: Open, from: Instant): void {
    planned.forEach((event, place) => {
      if (event.isEarly) return;
      const base = decision.events.find(({ type }) => type === baseOf(event.type));
      const told = eventOf(number, place, decision.id, event, base?.occurredAt ?? from);
      decision.events.push(told);
      feed.tell(told, event, decision.decidedAt, later(plusMs(told.occurredAt, event.delayMs)));
    });
  }
}

const keyOf = (number: number): string => `soak-${number}`;

function idOf(number: number): DecisionId {
  return decisionIdOf(nodeSha256(decisionIdSeed(SOAK_CONFIGURATION.model, keyOf(number))));
}

function eventOf(
  number: number,
  place: number,
  decisionId: DecisionId,
  { type, afterMs }: PlannedEvent,
  from: Instant,
): SoakEvent {
  const id = `e-${number}-${place}` as EventId;
  return { id, decisionId, type, occurredAt: plusMs(from, afterMs) };
}

function windowFrom(start: Instant, hours: number) {
  return { start, end: plusMs(start, hours * HOUR_MS) };
}

function rewardHoursOf(channel: string): number {
  const known = SOAK_CONFIGURATION.channels.find(({ id }) => id === channel);
  if (known === undefined) throw new Error(`The service chose a channel that there is not: ${channel}`);
  return known.rewardWindowHours;
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function expectOk({ status, body }: Answer): void {
  if (status >= 300) throw new Error(`The service answered ${status}: ${JSON.stringify(body)}`);
}
