import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { AccountOutcome } from '../../../src/app/ports/messages.ts';
import type { DecisionState } from '../../../src/core/decision/decision-state.ts';
import type { BorrowerId, DecisionId, EventId } from '../../../src/core/identifiers.ts';
import { packStatistics } from '../../../src/core/model/pack-statistics.ts';
import { DAY_MS, HOUR_MS, type Instant, plusMs } from '../../../src/core/time/instant.ts';
import { attributionConfiguration } from '../../support/attribution-configuration.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';

const BORROWER = 'b-1' as BorrowerId;
const ACCOUNTS = ['a-1', 'a-2', undefined] as const;
const LATER = plusMs(WEDNESDAY, 30 * DAY_MS);
const TYPES = [
  'opened',
  'payment',
  'payment-returned',
  'return-cancelled',
  'promise-to-pay',
  'promise-kept',
] as const;

const decisions = fc.array(
  fc.record({
    day: fc.nat(4),
    account: fc.constantFrom(...ACCOUNTS),
    /** A pending decision is confirmed or left to become void; one that needs no confirmation is left or given up. */
    requireConfirm: fc.boolean(),
    end: fc.constantFrom('natural', 'void', 'confirmed'),
    /** Whether doing nothing may be decided. */
    noContact: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

const events = fc.array(
  fc.record({
    type: fc.constantFrom(...TYPES),
    afterHours: fc.integer({ min: 0, max: 30 }).map((n) => n * 6),
    account: fc.constantFrom(...ACCOUNTS),
    /** Names this decision instead of the borrower. */
    own: fc.option(fc.nat(4), { nil: undefined }),
    copies: fc.integer({ min: 1, max: 2 }),
  }),
  { maxLength: 10 },
);

interface Facts {
  readonly decisions: readonly {
    day: number;
    account: string | undefined;
    requireConfirm: boolean;
    end: string;
    noContact: boolean;
  }[];
  readonly events: readonly {
    type: string;
    afterHours: number;
    account: string | undefined;
    own: number | undefined;
    copies: number;
  }[];
}

type Step =
  | { readonly do: 'decide' | 'end'; readonly decision: number }
  | { readonly do: 'tell'; readonly event: number }
  | { readonly do: 'mature' | 'learn' };

/** All that happens, in an order in which it can: a decision before its end and before what names it. */
function stepsOf(facts: Facts, keys: readonly number[]): Step[] {
  const steps: Step[] = [
    ...facts.decisions.flatMap((_, decision): Step[] => [
      { do: 'decide', decision },
      { do: 'end', decision },
      { do: 'mature' },
      { do: 'learn' },
    ]),
    ...facts.events.flatMap(({ copies }, event) =>
      Array.from({ length: copies }, (): Step => ({ do: 'tell', event })),
    ),
  ];
  const shuffled = steps
    .map((step, index) => ({ step, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ step }) => step);
  const made = new Set<number>();
  const ordered: Step[] = [];
  const waiting: Step[] = [];
  const needs = (step: Step): number | undefined => {
    if (step.do === 'end') return step.decision;
    if (step.do !== 'tell') return undefined;
    const own = facts.events[step.event]?.own;
    return own === undefined || own >= facts.decisions.length ? undefined : own;
  };
  for (const step of shuffled) {
    const need = needs(step);
    if (need !== undefined && !made.has(need)) {
      waiting.push(step);
      continue;
    }
    ordered.push(step);
    if (step.do !== 'decide') continue;
    made.add(step.decision);
    for (const ready of waiting.splice(0)) {
      if (needs(ready) === step.decision) ordered.push(ready);
      else waiting.push(ready);
    }
  }
  return ordered;
}

async function outcomeOf(facts: Facts, steps: readonly Step[], rule: 'last-touch' | 'linear') {
  const service = memoryService(attributionConfiguration(rule));
  await service.profiles.put(BORROWER, REACHABLE);
  const ids = new Map<number, DecisionId>();
  /** Whose end is still to come, with the time from which `mature` would bring another. */
  const open = new Map<number, Instant>();
  const learn = async () => {
    await service.learn(service.ports.credits.take(1000));
    await service.writeLog(service.ports.log.take(1000));
  };

  for (const step of steps) {
    if (step.do === 'decide') await decide(step.decision);
    if (step.do === 'end') await end(step.decision);
    if (step.do === 'tell') await tell(step.event);
    if (step.do === 'mature') await service.mature(plusMs(Math.min(LATER, ...open.values()) as Instant, -1));
    if (step.do === 'learn') await learn();
  }
  for (const day of [40, 41, 42]) {
    await service.mature(plusMs(WEDNESDAY, day * DAY_MS));
    await learn();
  }
  expect((await service.verify()).faults).toEqual([]);
  expect(await service.verifyLog()).toMatchObject({ pending: 0, faults: [] });
  const packs: string[] = [];
  for await (const { key, statistics } of service.ports.statistics.list(service.deps.configuration.model)) {
    packs.push(`${key.arm} ${key.week} ${Buffer.from(packStatistics(statistics)).toString('hex')}`);
  }
  const states = await service.ports.ledger.getStates([...ids.values()].sort());
  return { packs, states: states.map(factsOf) };

  async function decide(index: number): Promise<void> {
    const { day, account, requireConfirm, noContact } = facts.decisions[index] as Facts['decisions'][number];
    const request = decideRequest(`key-${index}`, {
      borrower: { id: BORROWER, ...(account === undefined ? {} : { accountId: account }) },
      requireConfirm,
      exclude: noContact ? [] : ['no-contact'],
    });
    const { state } = await service.decide(request, plusMs(WEDNESDAY, day * DAY_MS));
    if (state === undefined) throw new Error('Every contact of this test is lawful.');
    ids.set(index, state.decisionId);
    if (state.dueAt !== undefined) open.set(index, state.dueAt);
  }

  async function end(index: number): Promise<void> {
    open.delete(index);
    const id = ids.get(index) as DecisionId;
    const { end: how } = facts.decisions[index] as Facts['decisions'][number];
    const state = (await service.ports.ledger.getState(id)) as DecisionState;
    const opens = plusMs(state.windowEndsAt ?? state.decidedAt, -HOUR_MS);
    if (how === 'confirmed' && state.dispatch === 'pending') {
      expect((await service.dispatch.confirm(id, opens)).send).toBe(true);
    }
    if (how === 'void' && state.windowEndsAt !== undefined) {
      await service.dispatch.void(id, 'campaign stopped', LATER);
    }
  }

  async function tell(index: number): Promise<void> {
    const { type, afterHours, account, own } = facts.events[index] as Facts['events'][number];
    const named = own === undefined ? undefined : ids.get(own);
    if (named !== undefined && own !== undefined) {
      const since = plusMs(WEDNESDAY, (facts.decisions[own]?.day ?? 0) * DAY_MS);
      await service.record(outcome(named, `e-${index}`, type, afterHours * HOUR_MS, since), LATER);
      return;
    }
    const message: AccountOutcome = {
      eventId: `e-${index}` as EventId,
      borrowerId: BORROWER,
      ...(account === undefined ? {} : { accountId: account }),
      type,
      occurredAt: plusMs(WEDNESDAY, afterHours * HOUR_MS),
    };
    await service.record(message, LATER);
  }
}

/** The state less what counts its writes. */
function factsOf({ version: _v, seq: _s, credited, events, ...facts }: DecisionState) {
  return {
    ...facts,
    credited: credited?.reward,
    events: [...events].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

const keysArb = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });

test.prop([decisions, events, keysArb, keysArb, fc.constantFrom('last-touch' as const, 'linear' as const)], {
  numRuns: 300,
})(
  'decisions, confirmations, voids and events in any order of arrival: the same states, rewards and statistics',
  async (drawnDecisions, drawnEvents, keys, otherKeys, rule) => {
    const facts: Facts = { decisions: drawnDecisions, events: drawnEvents };
    const one = await outcomeOf(facts, stepsOf(facts, keys), rule);
    expect(await outcomeOf(facts, stepsOf(facts, otherKeys), rule)).toEqual(one);
  },
);
