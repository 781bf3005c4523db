import type { DecisionId, EventId } from '../../src/core/identifiers.ts';
import type { RandomSource } from '../../src/core/simulation/random-source.ts';
import { DAY_MS, formatInstant, HOUR_MS, type Instant, plusMs } from '../../src/core/time/instant.ts';
import { OUTCOMES } from './configuration.ts';

/** An outcome as the generator knows it. */
export interface SoakEvent {
  readonly id: EventId;
  readonly decisionId: DecisionId;
  readonly type: string;
  readonly occurredAt: Instant;
}

/** Outcomes of one decision, before it is known when its contact was made. */
export interface PlannedEvent {
  readonly type: string;
  readonly reverses: boolean;
  /** Told before the decision is made. */
  readonly isEarly: boolean;
  /** After the contact; after the event that it takes back for a reversal; after the decision for an early one. */
  readonly afterMs: number;
  /** From the event to its arrival. */
  readonly delayMs: number;
}

/** How often each happens where it may; reversals come with what they reverse. */
const WEIGHTS: Readonly<Record<string, number>> = {
  delivered: 40,
  opened: 25,
  clicked: 12,
  replied: 8,
  payment: 20,
  'promise-to-pay': 10,
  unsubscribed: 0.4,
  complaint: 0.05,
};

const LONGEST_WAIT_MS = 9 * DAY_MS;
const LONGEST_DELAY_MS = 12 * DAY_MS;

/** So many outcomes, no type twice. */
export function planEvents(
  count: number,
  withReversal: boolean,
  isEarly: () => boolean,
  random: RandomSource,
): PlannedEvent[] {
  const types: string[] = [];
  if (withReversal) types.push(...(random.chance(0.6) ? PAYMENT : PROMISE));
  const weights = { ...WEIGHTS };
  for (const type of types) delete weights[type];
  while (types.length < count && Object.keys(weights).length > 0) {
    const type = random.pick(weights);
    delete weights[type];
    types.push(type);
  }
  return types.map((type, place) => {
    // What is taken back can't be told before what it was.
    const early = !(withReversal && place < PAYMENT.length) && isEarly();
    return {
      type,
      reverses: baseOf(type) !== undefined,
      isEarly: early,
      afterMs: Math.round(random.between(0, early ? 3 * DAY_MS : LONGEST_WAIT_MS)),
      delayMs: early ? 0 : Math.round(random.between(0, LONGEST_DELAY_MS)),
    };
  });
}

const PAYMENT = ['payment', 'payment-returned'];
const PROMISE = ['promise-to-pay', 'promise-broken'];

export function baseOf(type: string): string | undefined {
  const outcome = OUTCOMES.find((each) => each.type === type);
  return outcome !== undefined && 'reverses' in outcome ? outcome.reverses : undefined;
}

export function bodyOf({ id, decisionId, type, occurredAt }: SoakEvent): string {
  return JSON.stringify({ eventId: id, decisionId, type, occurredAt: formatInstant(occurredAt) });
}

/** A message that can never be taken. */
export interface Poison {
  readonly body: string;
  /** Whether it is the second of two contents under one id: poison only if it comes when the first is known. */
  readonly contradicts: boolean;
}

/** A message that can never be taken, in one of the ways in which feeds go wrong; no two are the same. */
export function poisonFor(
  number: number,
  event: SoakEvent,
  decidedAt: Instant,
  random: RandomSource,
): Poison {
  const bad = { ...event, id: `poison-${number}` as EventId };
  const body: Record<string, unknown> = JSON.parse(bodyOf(bad));
  const byItself = (text: string): Poison => ({ body: text, contradicts: false });
  switch (random.index(6)) {
    case 0:
      return byItself(`{"eventId":"${bad.id}"`);
    case 1:
      return byItself(JSON.stringify({ ...body, type: 'teleported' }));
    case 2:
      return byItself(JSON.stringify({ ...body, note: 'a field that nobody agreed on' }));
    case 3:
      return byItself(JSON.stringify({ ...body, occurredAt: formatInstant(plusMs(decidedAt, -HOUR_MS)) }));
    case 4:
      return byItself(JSON.stringify({ ...body, decisionId: `d_${'a'.repeat(26)}` }));
    default:
      return {
        body: bodyOf({ ...event, occurredAt: plusMs(event.occurredAt, 1 + number) }),
        contradicts: true,
      };
  }
}
