import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { weeklyStatistics } from '../../../src/app/arm-statistics.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { type Actor, everySchedule, runSchedule } from '../../support/interleave.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';

/** Decisions of one arm and week, mature and waiting for their credit: every writer wants the same item. */
async function matureDecisions(count: number) {
  const service = memoryService();
  const ids: DecisionId[] = [];
  for (let index = 0; ids.length < count; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const request = decideRequest(`key-${index}`, { borrower: { id }, exclude: ['call', 'evening'] });
    const { record } = await service.decide(request, WEDNESDAY);
    if (record.verdict.status === 'withheld' || record.verdict.contact === undefined) continue;
    ids.push(record.decisionId);
    await service.record(
      outcome(record.decisionId, `paid-${index}`, 'payment', 5 * HOUR_MS),
      plusMs(WEDNESDAY, DAY_MS),
    );
  }
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  service.ports.credits.take(1000);
  return { service, ids };
}

/** A guard against a search that does not end; far above the number of schedules there are. */
const LIMIT = 100_000;

const learner = (ids: readonly DecisionId[], name: string): Actor => ({
  name,
  run: (ports: Ports) => useCases(ports).learn(ids.map((decisionId) => ({ decisionId }))),
});

const corrector = (id: DecisionId): Actor => ({
  name: 'late event',
  run: (ports: Ports) =>
    useCases(ports).record(
      outcome(id, 'returned', 'payment-returned', 6 * HOUR_MS),
      plusMs(WEDNESDAY, 21 * DAY_MS),
    ),
});

/** Redelivery after whatever happened, until nothing is owed; then the books must balance. */
async function assertBooksBalance(
  service: Awaited<ReturnType<typeof matureDecisions>>['service'],
  ids: readonly DecisionId[],
) {
  await service.learn(ids.map((decisionId) => ({ decisionId })));
  await service.learn(ids.map((decisionId) => ({ decisionId })));
  const { faults, credited } = await service.verify();
  expect(faults).toEqual([]);
  expect(credited).toBe(ids.length);
  for (const id of ids) {
    const { state } = await service.readDecision(id);
    expect(state?.credited).toEqual({ seq: state?.seq, reward: state?.reward });
    expect(state?.dueAt).toBeUndefined();
  }
  let count = 0;
  const weekly = await weeklyStatistics(service.ports.statistics, service.deps.configuration.model);
  for (const weeks of weekly.values()) {
    for (const { statistics } of weeks) count += statistics.count;
  }
  expect(count).toBe(ids.length);
}

describe('learn, under every interleaving', () => {
  it('credits once when two writers race for one decision and either may die at any step', async () => {
    let errors = 0;
    const schedules = await everySchedule(async (choose) => {
      const { service, ids } = await matureDecisions(1);
      const trace = await runSchedule(
        service.ports,
        [learner(ids, 'first'), learner(ids, 'second')],
        1,
        choose,
      );
      errors += trace.errors.length;
      await assertBooksBalance(service, ids);
      return trace;
    }, LIMIT);
    expect(schedules).toBeGreaterThan(100);
    expect(schedules, 'the search is exhaustive').toBeLessThan(LIMIT);
    expect(errors).toBe(0);
  });

  test.prop([fc.infiniteStream(fc.nat()), fc.integer({ min: 0, max: 2 })], { numRuns: 300 })(
    'credits once with two overlapping batches, a late correction and up to two deaths',
    async (stream, deaths) => {
      const { service, ids } = await matureDecisions(3);
      await service.learn([{ decisionId: ids[0] as DecisionId }]);
      const actors = [
        learner(ids.slice(0, 2), 'first'),
        learner(ids.slice(1), 'second'),
        corrector(ids[0] as DecisionId),
        learner(ids, 'redelivery'),
      ];
      const trace = await runSchedule(
        service.ports,
        actors,
        deaths,
        (possible) => (stream.next().value as number) % possible,
      );
      expect(trace.errors).toEqual([]);
      await assertBooksBalance(service, ids);
    },
  );
});
