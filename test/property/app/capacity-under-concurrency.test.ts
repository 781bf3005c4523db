import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { DecideAnswer } from '../../../src/app/decide.ts';
import type { CapacityBook } from '../../../src/app/ports/capacity-book.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { BorrowerId, ChannelId } from '../../../src/core/identifiers.ts';
import { type UtcDate, utcDateOf } from '../../../src/core/time/utc-date.ts';
import { type Actor, everySchedule, runSchedule } from '../../support/interleave.ts';
import {
  decideRequest,
  memoryService,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { scarceCalls } from '../../support/scarce-calls.ts';

const CALL = 'call' as ChannelId;

/** A service with scarce calls whose book is looked at after each of its writes. */
async function watchedService(configuration: Configuration, borrowers: number, limit: number) {
  const service = memoryService(configuration);
  const { capacity } = service.ports;
  const held = async () => await capacity.booked(CALL, '2026-01-01' as UtcDate, '2026-12-31' as UtcDate);
  const watched: CapacityBook = {
    ...capacity,
    async reserve(unit, most) {
      const outcome = await capacity.reserve(unit, most);
      for (const { bookedAt } of await held()) expect(bookedAt.length).toBeLessThanOrEqual(limit);
      return outcome;
    },
  };
  for (let n = 0; n < borrowers; n += 1) await service.profiles.put(`b-${n}` as BorrowerId, REACHABLE);
  return { service, ports: { ...service.ports, capacity: watched }, held };
}

/** Contacts on the scarce channel by date, each decision once. */
function callsOf(answers: readonly DecideAnswer[]): Map<UtcDate, number> {
  const calls = new Map<UtcDate, number>();
  const seen = new Set<string>();
  for (const { record } of answers) {
    if (record.verdict.status === 'withheld' || seen.has(record.decisionId)) continue;
    seen.add(record.decisionId);
    const { contact } = record.verdict;
    if (contact?.channel !== CALL) continue;
    const date = utcDateOf(contact.window.interval.start);
    calls.set(date, (calls.get(date) ?? 0) + 1);
  }
  return calls;
}

function decider(
  configuration: Configuration,
  answers: DecideAnswer[],
  key: string,
  borrower: string,
  exclude: readonly string[],
): Actor {
  return {
    name: key,
    run: async (ports: Ports) => {
      const request = decideRequest(key, { borrower: { id: borrower as BorrowerId }, exclude });
      answers.push(await useCases(ports, configuration).decide(request, WEDNESDAY));
    },
  };
}

describe('capacity, whatever comes in between', () => {
  test.prop(
    [
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 1 }),
    ],
    { numRuns: 200 },
  )(
    'no schedule of concurrent decisions books or makes more contacts than a day allows',
    async (stream, count, limit, freely, deaths) => {
      const configuration = scarceCalls(limit);
      const { service, ports, held } = await watchedService(configuration, count, limit);
      const answers: DecideAnswer[] = [];
      // Two of them are the same request: they take room for one.
      const actors = Array.from({ length: count }, (_, index) =>
        decider(
          configuration,
          answers,
          `key-${Math.max(1, index)}`,
          `b-${Math.max(1, index)}`,
          freely ? [] : ['email', 'no-contact'],
        ),
      );
      const trace = await runSchedule(
        ports,
        actors,
        deaths,
        (possible) => (stream.next().value as number) % possible,
      );
      expect(trace.errors).toEqual([]);
      expect(answers.length).toBeGreaterThanOrEqual(count - deaths);
      const calls = callsOf(answers);
      const booked = new Map((await held()).map(({ date, bookedAt }) => [date, bookedAt.length]));
      for (const [date, made] of calls) {
        expect(made).toBeLessThanOrEqual(limit);
        expect(booked.get(date) ?? 0).toBeGreaterThanOrEqual(made);
      }
      // Nothing stays booked for nobody, but for what the one that died had in hand.
      const total = (of: ReadonlyMap<UtcDate, number>) => [...of.values()].reduce((sum, n) => sum + n, 0);
      expect(total(booked) - total(calls)).toBeLessThanOrEqual(deaths);
      expect((await service.verify()).faults).toEqual([]);
    },
  );

  it('two decisions and room for one: exactly one gets it, under every interleaving', async () => {
    const configuration = scarceCalls(1);
    const schedules = await everySchedule(async (choose) => {
      const { ports, held } = await watchedService(configuration, 2, 1);
      const answers: DecideAnswer[] = [];
      const exclude = ['email', 'no-contact', 'evening'];
      const actors = [0, 1].map((n) => decider(configuration, answers, `key-${n}`, `b-${n}`, exclude));
      const trace = await runSchedule(ports, actors, 0, choose);
      expect(trace.errors).toEqual([]);
      expect(answers.map(({ record }) => record.verdict.status).sort()).toEqual(['selected', 'withheld']);
      expect((await held()).map(({ bookedAt }) => bookedAt.length)).toEqual([1]);
      return trace;
    }, 20_000);
    expect(schedules).toBeGreaterThan(100);
  });
});
