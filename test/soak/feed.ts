import { randomSource } from '../../src/core/simulation/random-source.ts';
import { DAY_MS, HOUR_MS, type Instant, plusMs } from '../../src/core/time/instant.ts';
import { type Calendar, messageCounts, type SoakSize } from './plan.ts';
import { sampler } from './sample.ts';
import { bodyOf, type PlannedEvent, planEvents, poisonFor, type SoakEvent } from './story.ts';

export interface SentCounts {
  distinct: number;
  duplicates: number;
  poison: number;
  early: number;
  reversals: number;
  /** Distinct events of decisions that were withheld: poison, though nothing is wrong with them by themselves. */
  ofWithheld: number;
}

/** An outcome feed with everything that goes wrong with feeds: late, early, twice, out of order, and poison. */
export interface Feed {
  /** What will come of the next decision. */
  planNext(): PlannedEvent[];
  /** Tells of an event at `arrivesAt`, perhaps again later, and perhaps something that nobody can read. */
  tell(event: SoakEvent, planned: PlannedEvent, decidedAt: Instant, arrivesAt: Instant): void;
  /** What was or will be told of this event can't be taken after all: there was no contact that it could have come of. */
  condemn(event: SoakEvent): void;
  /** Bodies that arrive in this step, in an order that says nothing. */
  arrivals(step: number): string[];
  /** Poison that contradicts events which arrived before `known`: each contradiction once. */
  contradictions(known: Instant): string[];
  readonly isOver: boolean;
  readonly poison: ReadonlySet<string>;
  readonly sent: Readonly<SentCounts>;
}

const LONGEST_REPEAT_MS = 10 * DAY_MS;

export function makeFeed(size: SoakSize, calendar: Calendar): Feed {
  const { decisions, events, seed } = size;
  const counts = messageCounts(events);
  const random = randomSource(seed, 'feed');
  const each = Math.floor(counts.distinct / decisions);
  const oneMore = sampler(counts.distinct - each * decisions, decisions, random);
  const withReversal = sampler(counts.reversals, decisions, random);
  const isEarly = sampler(counts.early, counts.distinct - 2 * counts.reversals, random);
  const isRepeated = sampler(counts.duplicates, counts.distinct, random);
  const isPoisoned = sampler(counts.poison, counts.distinct, random);
  const steps = new Map<number, string[]>();
  let scheduled = 0;
  let contradictions: { readonly body: string; readonly arrivesAt: Instant }[] = [];
  const poison = new Set<string>();
  const sent: SentCounts = { distinct: 0, duplicates: 0, poison: 0, early: 0, reversals: 0, ofWithheld: 0 };

  const schedule = (body: string, at: Instant): void => {
    const step = calendar.stepOf(at);
    const bodies = steps.get(step);
    if (bodies === undefined) steps.set(step, [body]);
    else bodies.push(body);
    scheduled += 1;
  };

  return {
    planNext: () => {
      const count = each + (oneMore() ? 1 : 0);
      const reversal = withReversal();
      return planEvents(count, reversal && count >= 2, isEarly, random);
    },
    tell(event, planned, decidedAt, arrivesAt) {
      const body = bodyOf(event);
      schedule(body, arrivesAt);
      sent.distinct += 1;
      if (planned.isEarly) sent.early += 1;
      if (planned.reverses) sent.reversals += 1;
      if (isRepeated()) {
        schedule(body, plusMs(arrivesAt, Math.round(random.between(0, LONGEST_REPEAT_MS))));
        sent.duplicates += 1;
      }
      if (isPoisoned()) {
        const { body: bad, contradicts } = poisonFor(sent.poison, event, decidedAt, random);
        if (contradicts) contradictions.push({ body: bad, arrivesAt });
        else schedule(bad, plusMs(arrivesAt, Math.round(random.between(HOUR_MS, LONGEST_REPEAT_MS))));
        poison.add(bad);
        sent.poison += 1;
      }
    },
    condemn(event) {
      poison.add(bodyOf(event));
      sent.ofWithheld += 1;
    },
    arrivals(step) {
      const bodies = steps.get(step) ?? [];
      steps.delete(step);
      scheduled -= bodies.length;
      return bodies.sort(() => random.unit() - 0.5);
    },
    contradictions(known) {
      const due = contradictions.filter(({ arrivesAt }) => arrivesAt < known);
      contradictions = contradictions.filter(({ arrivesAt }) => arrivesAt >= known);
      return due.map(({ body }) => body);
    },
    get isOver() {
      return scheduled + contradictions.length === 0;
    },
    poison,
    sent,
  };
}
