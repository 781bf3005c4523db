import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { weeklyStatistics } from '../../../src/app/arm-statistics.ts';
import type { DecisionId } from '../../../src/core/identifiers.ts';
import { everySchedule, runSchedule } from '../../support/interleave.ts';
import { corrector, learner, matureDecisions } from '../../support/mature-decisions.ts';

/** A guard against a search that does not end; far above the number of schedules there are. */
const LIMIT = 100_000;

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
