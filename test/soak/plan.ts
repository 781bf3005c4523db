import type { Context } from '../../src/core/features/feature-schema.ts';
import type { BorrowerId } from '../../src/core/identifiers.ts';
import { randomSource } from '../../src/core/simulation/random-source.ts';
import { DAY_MS, type Instant, parseInstant, plusMs } from '../../src/core/time/instant.ts';

export interface SoakSize {
  readonly decisions: number;
  /** Messages put on the outcomes queue, everything included. */
  readonly events: number;
  readonly seed: number;
}

/** Shares of the messages. */
export const SHARES = { duplicates: 0.3, poison: 0.05, early: 0.05, reversals: 0.05 } as const;

/** How many messages there are of each kind; early ones and reversals are among the distinct ones. */
export interface MessageCounts {
  readonly distinct: number;
  readonly duplicates: number;
  readonly poison: number;
  readonly early: number;
  readonly reversals: number;
}

export function messageCounts(events: number): MessageCounts {
  const share = (part: number) => Math.round(part * events);
  const [duplicates, poison] = [share(SHARES.duplicates), share(SHARES.poison)];
  return {
    distinct: events - duplicates - poison,
    duplicates,
    poison,
    early: share(SHARES.early),
    reversals: share(SHARES.reversals),
  };
}

/** A week before New York City's cap begins to bind, and so that clocks go back in the middle. */
const STARTS_AT = parseInstant('2026-08-24T00:00:00Z');
const DAYS = 105;
const SHORTEST_STEP_MS = DAY_MS / 24;
const DECISIONS_PER_STEP = 8;
const DECISIONS_PER_BORROWER = 20;

/** Simulated time, cut into steps in which things happen together. */
export interface Calendar {
  /** Steps in which decisions are made; time goes on after them. */
  readonly steps: number;
  readonly startOf: (step: number) => Instant;
  readonly stepOf: (at: Instant) => number;
}

export function calendarFor({ decisions }: Pick<SoakSize, 'decisions'>): Calendar {
  const most = (DAYS * DAY_MS) / SHORTEST_STEP_MS;
  const steps = Math.max(DAYS, Math.min(most, Math.floor(decisions / DECISIONS_PER_STEP)));
  const stepMs = (DAYS * DAY_MS) / steps;
  return {
    steps,
    startOf: (step) => plusMs(STARTS_AT, Math.round(step * stepMs)),
    // A step's own start may have been rounded down by half a millisecond.
    stepOf: (at) => Math.floor((at - STARTS_AT + 1) / stepMs),
  };
}

export function borrowersFor({ decisions }: Pick<SoakSize, 'decisions'>): readonly BorrowerId[] {
  const count = Math.max(1, Math.ceil(decisions / DECISIONS_PER_BORROWER));
  return Array.from({ length: count }, (_, index) => `soak-${index}` as BorrowerId);
}

export function borrowerNumber(borrower: string): number {
  return Number(borrower.slice('soak-'.length));
}

/** One decision in so many is about one of a few borrowers, of whom more is asked than any cap allows. */
const CROWDED_EVERY = 8;
const DECISIONS_PER_CROWDED = 250;

/** Whom a decision is about. */
export function borrowerOf(number: number, borrowers: readonly BorrowerId[], total: number): BorrowerId {
  const crowded = Math.max(1, Math.ceil(total / CROWDED_EVERY / DECISIONS_PER_CROWDED));
  const place = number % CROWDED_EVERY === 0 ? (number / CROWDED_EVERY) % crowded : number;
  return borrowers[place % borrowers.length] as BorrowerId;
}

/** What a decision is about. */
export function contextOf(seed: number, number: number, at: Instant): Context {
  const random = randomSource(seed, 'context', number);
  return {
    daysPastDue: random.index(181),
    balanceUsd: random.index(50_001),
    lastOpenedChannel: random.pick({ none: 4, email: 3, sms: 2, call: 1 }),
    dayOfMonth: new Date(at).getUTCDate() - 1,
  };
}
