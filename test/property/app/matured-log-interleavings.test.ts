import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { partOf } from '../../../src/app/log-part.ts';
import type { LogMessage } from '../../../src/app/ports/messages.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import { decisionIdOf, decisionIdSeed } from '../../../src/core/decision/decision-key.ts';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { utcDateOf } from '../../../src/core/time/utc-date.ts';
import { forgetful } from '../../support/forgetful-ledger.ts';
import { type Actor, everySchedule, runSchedule, type Trace } from '../../support/interleave.ts';
import { logText } from '../../support/log-text.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const DAY = utcDateOf(WEDNESDAY);

/** A guard against a search that does not end; far above the number of schedules there are. */
const LIMIT = 50_000;

/** Decisions whose rows share one part of the log, credited, with their log messages taken off the queue. */
async function creditedDecisions(count: number) {
  const service = memoryService();
  const ids: DecisionId[] = [];
  let shard: number | undefined;
  for (let index = 0; ids.length < count; index += 1) {
    const seed = decisionIdSeed(SMALL_CONFIGURATION.model, `key-${index}`);
    const decisionId = decisionIdOf(service.ports.sha256(seed));
    shard ??= partOf({ decisionId, day: DAY }).shard;
    if (partOf({ decisionId, day: DAY }).shard !== shard) continue;
    ids.push(decisionId);
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    await service.decide(
      decideRequest(`key-${index}`, { borrower: { id }, exclude: ['call', 'evening', 'no-contact'] }),
      WEDNESDAY,
    );
  }
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  await service.learn(service.ports.credits.take(1000));
  service.ports.log.take(1000);
  return { service, ids };
}

const messagesOf = (ids: readonly DecisionId[]): LogMessage[] =>
  ids.map((decisionId) => ({ decisionId, day: DAY }));

/** One delivery to the writer of the log; a failure is what the queue delivers again. */
const writer = (ids: readonly DecisionId[], name: string): Actor => ({
  name,
  run: async (ports: Ports) => {
    const { failures } = await useCases(ports).writeLog(messagesOf(ids));
    for (const failure of failures.values()) throw failure;
  },
});

type Service = Awaited<ReturnType<typeof creditedDecisions>>['service'];

/** When each event occurred: within the reward window, where it changes the reward, or after it. */
const AFTER_MS = { payment: 6 * HOUR_MS, opened: 12 * DAY_MS };

/** An event that comes after the credit, up to the message that its correction or itself sends to the log. */
const lateEvent = (service: Service, id: DecisionId, type: 'payment' | 'opened'): Actor => ({
  name: `late ${type}`,
  run: async (ports: Ports) => {
    const { record, learn } = useCases(ports);
    await record(outcome(id, `late-${type}`, type, AFTER_MS[type]), plusMs(WEDNESDAY, 21 * DAY_MS));
    const credits = service.ports.credits.take(1);
    if (credits.length > 0) await learn(credits);
  },
});

/** What was in the hands of the dead comes again, and nothing else; then the queues run empty. */
async function deliverAgain(service: Service, actors: readonly Actor[], { moves }: Trace) {
  for (const { actor, dies } of moves) if (dies) await actors[actor]?.run(service.ports);
  await service.learn(service.ports.credits.take(1000));
  await service.writeLog(service.ports.log.take(1000));
}

async function expectOneCurrentRowEach(service: Service, ids: readonly DecisionId[]) {
  expect(await service.verifyLog()).toMatchObject({ rows: ids.length, pending: 0, faults: [] });
  const text = await logText(service.ports.maturedLog);
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).decisionId),
  ).toEqual([...ids].sort());
}

describe('the matured log, under every interleaving', () => {
  it('has one current row each when two writers race, one after a correction, and either may die at any step', async () => {
    let errors = 0;
    const schedules = await everySchedule(async (choose) => {
      const { service, ids } = await creditedDecisions(2);
      const [first, second] = ids as [DecisionId, DecisionId];
      const corrected: Actor = {
        name: 'corrected',
        run: async (ports) => {
          await ports.ledger.getState(first);
          await lateEvent(service, first, 'payment').run(service.ports);
          await writer([first], 'of the correction').run(ports);
        },
      };
      const actors = [writer([first, second], 'first'), corrected];
      const trace = await runSchedule(service.ports, actors, 1, choose);
      errors += trace.errors.length;
      service.ports.log.take(1000);
      await deliverAgain(service, actors, trace);
      await expectOneCurrentRowEach(service, ids);
      return trace;
    }, LIMIT);
    expect(schedules).toBeGreaterThan(500);
    expect(schedules, 'the search is exhaustive').toBeLessThan(LIMIT);
    expect(errors).toBe(0);
  });

  test.prop([fc.infiniteStream(fc.nat()), fc.integer({ min: 0, max: 2 })], { numRuns: 400 })(
    'has one current row each with overlapping batches, a correction, redelivery and up to two deaths',
    async (stream, deaths) => {
      const { service, ids } = await creditedDecisions(3);
      const actors = [
        writer(ids.slice(0, 2), 'first'),
        writer(ids.slice(1), 'second'),
        lateEvent(service, ids[0] as DecisionId, 'payment'),
        lateEvent(service, ids[2] as DecisionId, 'opened'),
        writer(ids, 'redelivery'),
      ];
      const trace = await runSchedule(
        service.ports,
        actors,
        deaths,
        (possible) => (stream.next().value as number) % possible,
      );
      expect(trace.errors).toEqual([]);
      await deliverAgain(service, actors, trace);
      await expectOneCurrentRowEach(service, ids);
    },
  );

  test.prop([fc.infiniteStream(fc.nat()), fc.integer({ min: 0, max: 1 })], { numRuns: 300 })(
    'loses the row of a forgotten decision for good, however late the writers are that still knew it',
    async (stream, deaths) => {
      const { service, ids } = await creditedDecisions(2);
      const [forgotten, kept] = ids as [DecisionId, DecisionId];
      const forgettable = forgetful(service.ports);
      const forget: Actor = {
        name: 'erasure',
        run: async (ports) => {
          await ports.ledger.getState(kept);
          forgettable.forget(forgotten);
          await useCases(ports).writeLog(messagesOf([forgotten]));
        },
      };
      const actors = [writer([forgotten], 'first'), writer([forgotten], 'second'), forget];
      const trace = await runSchedule(
        forgettable.ports,
        actors,
        deaths,
        (possible) => (stream.next().value as number) % possible,
      );
      const died = new Set(trace.moves.flatMap(({ actor, dies }) => (dies ? [actor] : [])));
      const afterwards = useCases(forgettable.ports);
      // Only who died is delivered again; and the erasure, if it never came to it, has its turn.
      if (died.has(2)) forgettable.forget(forgotten);
      if (died.size > 0) await afterwards.writeLog(messagesOf([forgotten]));
      expect(trace.errors).toEqual([]);
      expect(await logText(service.ports.maturedLog)).toBe('');
    },
  );
});

describe('the bytes of the log', () => {
  test.prop([fc.infiniteStream(fc.nat()), fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 12 })], {
    numRuns: 50,
  })('do not depend on the order, number and batching of the messages', async (stream, sizes) => {
    const { service, ids } = await creditedDecisions(5);
    await lateEvent(service, ids[1] as DecisionId, 'payment').run(service.ports);
    await service.writeLog(messagesOf(ids));
    const expected = await logText(service.ports.maturedLog);

    const other = useCases({ ...service.ports, maturedLog: memoryService().ports.maturedLog });
    const pick = () => ids[(stream.next().value as number) % ids.length] as DecisionId;
    for (const size of sizes) await other.writeLog(messagesOf(Array.from({ length: size }, pick)));
    for (const id of [...ids].reverse()) await other.writeLog(messagesOf([id]));
    expect(await logText(other.deps.maturedLog)).toBe(expected);

    const rebuilt = useCases({ ...service.ports, maturedLog: memoryService().ports.maturedLog });
    await rebuilt.rebuildLog();
    expect(await logText(rebuilt.deps.maturedLog)).toBe(expected);
  });
});
