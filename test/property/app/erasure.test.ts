import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { logMessageOf, partOf } from '../../../src/app/log-part.ts';
import type { LogMessage } from '../../../src/app/ports/messages.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { packStatistics } from '../../../src/core/model/pack-statistics.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import { type Actor, runSchedule } from '../../support/interleave.ts';
import { logText } from '../../support/log-text.ts';
import { corrector, learner, matureDecisions } from '../../support/mature-decisions.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';

type Service = ReturnType<typeof memoryService>;

const TYPES = ['opened', 'payment', 'payment-returned', 'unsubscribed'] as const;
const BORROWERS = 5;
const LATER = plusMs(WEDNESDAY, 40 * DAY_MS);

const borrower = (index: number) => `b-${index}` as BorrowerId;

const histories = fc.record({
  events: fc.array(
    fc.record({
      borrower: fc.nat(BORROWERS - 1),
      type: fc.constantFrom(...TYPES),
      afterHours: fc.integer({ min: 0, max: 100 }),
      /** Whether it reaches us after its decision was credited. */
      late: fc.boolean(),
      /** Whether it names the borrower and not the decision. */
      account: fc.boolean(),
    }),
    { maxLength: 15 },
  ),
  erased: fc.uniqueArray(fc.nat(BORROWERS - 1), { minLength: 1, maxLength: BORROWERS }),
  /** How far the history is when the erasure comes. */
  when: fc.constantFrom('decided', 'matured', 'credited', 'corrected'),
});

/** Makes a decision of each of these borrowers, and each one's id. */
async function decided(service: Service, borrowers: readonly number[]): Promise<Map<number, DecisionId>> {
  const ids = new Map<number, DecisionId>();
  for (const index of borrowers) {
    const id = borrower(index);
    await service.profiles.put(id, REACHABLE);
    const confirmable = index % 2 === 1;
    const request = decideRequest(`key-${index}`, { borrower: { id }, requireConfirm: confirmable });
    ids.set(index, (await service.decide(request, WEDNESDAY)).record.decisionId);
  }
  return ids;
}

/** Works off what was asked of the model and of the log. */
async function workOff(service: Service): Promise<void> {
  await service.learn(service.ports.credits.take(1000));
  await service.writeLog(service.ports.log.take(1000));
}

/** Lets schedules and queues work until every erasure is complete and the log has heard of it. */
async function finishErasures(service: Service): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await workOff(service);
    if ((await service.erasure.advanceAll(LATER)) > 0) continue;
    await workOff(service);
    return;
  }
  throw new Error('The erasures did not end.');
}

/** What was learned, byte for byte; an item that nothing is left in says as much as none. */
async function learned({ ports, deps }: Service): Promise<string[]> {
  const items = await collect(ports.statistics.list(deps.configuration.model));
  return items
    .filter(({ statistics }) => statistics.names.length > 0 || statistics.count !== 0)
    .map(
      ({ key, statistics }) =>
        `${key.arm} ${key.week} ${key.sibling} ${Buffer.from(packStatistics(statistics)).toString('hex')}`,
    );
}

async function play(
  { events, erased, when }: { events: readonly Event[]; erased: readonly number[]; when: string },
  borrowers: readonly number[],
): Promise<Service> {
  const service = memoryService();
  const ids = await decided(service, borrowers);
  const erase = async (stage: string) => {
    if (stage !== when) return;
    for (const index of erased) await service.erasure.request(borrower(index), LATER);
    await service.erasure.advanceAll(LATER);
  };
  const tell = async (late: boolean) => {
    for (const [index, { borrower: of, type, afterHours, late: isLate, account }] of events.entries()) {
      const id = ids.get(of);
      if (isLate !== late || id === undefined) continue;
      const { decisionId, ...said } = outcome(id, `e-${index}`, type, afterHours * HOUR_MS);
      const message = account ? { ...said, borrowerId: borrower(of) } : { ...said, decisionId };
      await service.record(message, plusMs(WEDNESDAY, 200 * HOUR_MS));
    }
  };
  await erase('decided');
  await tell(false);
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  await erase('matured');
  await workOff(service);
  await erase('credited');
  await tell(true);
  await workOff(service);
  await service.mature(plusMs(WEDNESDAY, 30 * DAY_MS));
  await workOff(service);
  await erase('corrected');
  await finishErasures(service);
  return service;
}

type Event = { borrower: number; type: string; afterHours: number; late: boolean; account: boolean };

describe('erasing a borrower', () => {
  const all = Array.from({ length: BORROWERS }, (_, index) => index);

  test.prop([histories], { numRuns: 100 })(
    'leaves the statistics, the snapshot and the log of a history without the borrower, byte for byte',
    async (history) => {
      const withErasure = await play(history, all);
      const without = await play(
        { ...history, erased: [] },
        all.filter((index) => !history.erased.includes(index)),
      );
      expect(await learned(withErasure)).toEqual(await learned(without));
      const log = await logText(withErasure.ports.maturedLog);
      expect(log).toBe(await logText(without.ports.maturedLog));
      expect(await withErasure.verifyLog()).toMatchObject({ pending: 0, faults: [] });
      expect((await withErasure.verify()).faults).toEqual([]);
      const snapshots = [withErasure, without].map(
        async (service) => (await service.publish(LATER)).champion,
      );
      const [one, other] = await Promise.all(snapshots);
      expect(one?.snapshot).toBe(other?.snapshot);
    },
  );

  test.prop([histories], { numRuns: 50 })('leaves nothing that names the borrower', async (history) => {
    const { ports } = await play(history, all);
    const left = JSON.stringify([
      await collect(ports.ledger.allRecords()),
      await collect(ports.parking.list()),
      await collect(ports.accountEvents.all()),
      await ports.erasures.listOpen(),
    ]).concat(await logText(ports.maturedLog));
    for (const index of history.erased) {
      expect(left).not.toContain(`"${borrower(index)}"`);
      expect(await ports.profiles.get(borrower(index))).toBeUndefined();
      expect(await ports.ledger.decisionsOf(borrower(index), WEDNESDAY, 100)).toEqual([]);
    }
  });
});

/** One delivery to the writer of the log; a failure is what the queue delivers again. */
const logWriter = (messages: readonly LogMessage[]): Actor => ({
  name: 'log',
  run: async (ports: Ports) => {
    const { failures } = await useCases(ports).writeLog(messages);
    for (const failure of failures.values()) throw failure;
  },
});

/** The whole work, with the learning that it asks for. */
const eraser = (of: BorrowerId, id: DecisionId): Actor => ({
  name: 'erasure',
  run: async (ports: Ports) => {
    const { erasure, learn } = useCases(ports);
    await erasure.request(of, LATER);
    await erasure.advanceAll(LATER);
    await learn([{ decisionId: id }]);
    for (let look = 0; look < 3; look += 1) await erasure.advanceAll(LATER);
  },
});

/** Mostly lets the same actor go on: a writer that sleeps while another does all its work is where races hide. */
function sticky(stream: { next(): { value: number } }): (possible: number) => number {
  let last = 0;
  return (possible) => {
    const drawn = stream.next().value;
    if (drawn % 6 === 0) last = Math.floor(drawn / 6);
    return last % possible;
  };
}

describe('erasure among writers', () => {
  test.prop([fc.infiniteStream(fc.nat()), fc.integer({ min: 0, max: 2 }), fc.boolean()], { numRuns: 600 })(
    'no credit of the borrower stays, whoever writes at the same time and dies',
    async (stream, deaths, creditedBefore) => {
      const { service, ids, borrowers } = await matureDecisions(3);
      const [erasedId, second, third] = ids as [DecisionId, DecisionId, DecisionId];
      const [erased] = borrowers as [BorrowerId];
      if (creditedBefore) await service.learn([{ decisionId: erasedId }]);
      const { errors } = await runSchedule(
        service.ports,
        [
          learner([erasedId, second], 'first'),
          learner(ids, 'second'),
          corrector(erasedId),
          eraser(erased, erasedId),
          learner([erasedId, third], 'third'),
        ],
        deaths,
        sticky(stream),
      );
      expect(errors).toEqual([]);
      await service.erasure.request(erased, LATER);
      await service.erasure.advanceAll(LATER);
      await service.learn(ids.map((decisionId) => ({ decisionId })));
      await finishErasures(service);
      await service.learn(ids.map((decisionId) => ({ decisionId })));

      const { faults, credited, decisions } = await service.verify();
      expect(faults).toEqual([]);
      expect(credited).toBe(2);
      expect(decisions).toBeGreaterThanOrEqual(2);
      expect(await service.ports.ledger.erasedAmong(ids)).toEqual([erasedId]);
      const items = await collect(service.ports.statistics.list(service.deps.configuration.model));
      expect(items.reduce((sum, { statistics }) => sum + statistics.count, 0)).toBe(2);
    },
  );
});

describe('erasure beside one writer', () => {
  /** One actor makes `first` steps, the other `second`, then the first finishes, then the second. */
  const twoPauses = (starter: 0 | 1, first: number, second: number) => {
    let step = 0;
    return (possible: number) => {
      step += 1;
      const turn = step <= first ? starter : step <= first + second ? 1 - starter : starter;
      return possible === 2 ? turn : 0;
    };
  };
  /** More steps than either actor has. */
  const [WRITER_STEPS, ERASURE_STEPS] = [16, 48];

  it.each([false, true])(
    'takes the credit out whoever pauses where, credited before: %s',
    async (creditedBefore) => {
      let schedules = 0;
      for (let own = 0; own <= WRITER_STEPS; own += 1) {
        for (let other = 0; other <= ERASURE_STEPS; other += 1) {
          const { service, ids, borrowers } = await matureDecisions(1);
          const [id] = ids as [DecisionId];
          const [erased] = borrowers as [BorrowerId];
          if (creditedBefore) {
            await service.learn([{ decisionId: id }]);
            const returned = outcome(id, 'returned', 'payment-returned', 6 * HOUR_MS);
            await service.record(returned, plusMs(WEDNESDAY, 21 * DAY_MS));
          }
          const { errors } = await runSchedule(
            service.ports,
            [learner([id], 'writer'), eraser(erased, id)],
            0,
            twoPauses(0, own, other),
          );
          expect(errors).toEqual([]);
          await service.erasure.request(erased, LATER);
          await finishErasures(service);
          const left = await learned(service);
          expect(left, `${own} steps of the writer, then ${other} of the erasure`).toEqual([]);
          schedules += 1;
        }
      }
      expect(schedules).toBe((WRITER_STEPS + 1) * (ERASURE_STEPS + 1));
    },
  );
});

describe('erasure beside writers of the log', () => {
  /** A step apart, deaths included: what the dead had in their hands comes again, and nothing else. */
  test.prop([fc.infiniteStream(fc.nat()), fc.integer({ min: 0, max: 2 })], { numRuns: 600 })(
    'the borrower’s row is gone for good, whoever writes at the same time and dies',
    async (stream, deaths) => {
      const { service, ids, borrowers } = await matureDecisions(1);
      const [id] = ids as [DecisionId];
      const [erased] = borrowers as [BorrowerId];
      await service.learn([{ decisionId: id }]);
      const messages = service.ports.log.take(1000);
      /** Works off what the removal of the credit asks of the log before it goes on. */
      let inHand: LogMessage[] = [];
      const thorough: Actor = {
        name: 'erasure',
        run: async (ports: Ports) => {
          const { erasure, learn, writeLog } = useCases(ports);
          await erasure.request(erased, LATER);
          await erasure.advanceAll(LATER);
          await learn([{ decisionId: id }]);
          inHand = service.ports.log.take(1000);
          await writeLog(inHand);
          inHand = [];
          await erasure.advanceAll(LATER);
        },
      };
      const actors = [logWriter(messages), logWriter(messages), thorough];
      const { errors, moves } = await runSchedule(service.ports, actors, deaths, sticky(stream));
      expect(errors).toEqual([]);
      for (const { actor, dies } of moves) {
        if (dies && actor !== 2) await actors[actor]?.run(service.ports);
      }
      await service.writeLog(inHand);
      await service.erasure.request(erased, LATER);
      await finishErasures(service);
      expect(await logText(service.ports.maturedLog)).toBe('');
      expect(service.ports.log.size).toBe(0);
    },
  );

  it('asks for the row’s removal after a run that died between the erasing and the asking', async () => {
    const { service, ids, borrowers } = await matureDecisions(1);
    const [id] = ids as [DecisionId];
    const [erased] = borrowers as [BorrowerId];
    await service.learn([{ decisionId: id }]);
    await service.erasure.request(erased, LATER);
    await service.erasure.advanceAll(LATER);
    const stale = service.ports.log.take(1000);
    await service.writeLog(stale);
    const part = partOf(stale[0] ?? expect.unreachable());
    const row = (await service.ports.maturedLog.read(part))?.text ?? '';
    expect(row).toContain(erased);
    await service.learn(service.ports.credits.take(1000));
    await service.writeLog(service.ports.log.take(1000));
    // A writer that slept since before the credit was taken out.
    const { tag } = (await service.ports.maturedLog.read(part)) ?? expect.unreachable();
    await service.ports.maturedLog.write(part, row, tag);

    const dying = useCases({
      ...service.ports,
      log: { ...service.ports.log, send: () => Promise.reject(new Error('died')) },
    });
    await expect(dying.erasure.advanceAll(LATER)).rejects.toThrow('died');
    expect(await service.ports.ledger.getRecord(id)).toBeUndefined();
    await finishErasures(service);
    expect(await logText(service.ports.maturedLog)).toBe('');
  });

  it('asks only when the decision is gone, so that a writer who still knew it finds that out', async () => {
    const { service, ids, borrowers } = await matureDecisions(1);
    const [id] = ids as [DecisionId];
    const [erased] = borrowers as [BorrowerId];
    await service.learn([{ decisionId: id }]);
    const messages = service.ports.log.take(1000);
    await service.writeLog(messages);
    const part = partOf(messages[0] ?? expect.unreachable());
    const { text: row, tag: first } = (await service.ports.maturedLog.read(part)) ?? expect.unreachable();
    await service.ports.maturedLog.write(part, '', first);
    /** Follows a message at once; then comes a writer from before, whose last look at the ledger still finds the decision. */
    const send = async (asked: readonly LogMessage[]) => {
      await service.writeLog(asked);
      if (asked.length === 0 || (await service.ports.ledger.getState(id)) === undefined) return;
      const { tag } = (await service.ports.maturedLog.read(part)) ?? expect.unreachable();
      await service.ports.maturedLog.write(part, row, tag);
    };
    const prompt = useCases({ ...service.ports, log: { ...service.ports.log, send } });
    await prompt.erasure.request(erased, LATER);
    for (let look = 0; look < 4; look += 1) {
      await prompt.erasure.advanceAll(LATER);
      await prompt.learn(service.ports.credits.take(1000));
    }
    expect(await service.ports.erasures.listOpen()).toEqual([]);
    expect(await logText(service.ports.maturedLog)).toBe('');
  });

  it('forgets what is parked of the log’s messages', async () => {
    const { service, ids, borrowers } = await matureDecisions(1);
    const [id] = ids as [DecisionId];
    const [erased] = borrowers as [BorrowerId];
    const body = JSON.stringify(logMessageOf({ decisionId: id, decidedAt: WEDNESDAY }));
    const why = { code: 'dead-lettered', reason: 'It failed.' };
    await service.ports.parking.park({ id: 'p_1', queue: 'log', body, ...why, parkedAt: LATER });
    await service.erasure.request(erased, LATER);
    await finishErasures(service);
    expect(await collect(service.ports.parking.list())).toEqual([]);
  });
});

describe('after an erasure', () => {
  it('events of its decisions are dropped, not parked, and the receipt names nobody', async () => {
    const { service, ids, borrowers } = await matureDecisions(1);
    const [id] = ids as [DecisionId];
    const [erased] = borrowers as [BorrowerId];
    const { id: erasure } = await service.erasure.request(erased, LATER);
    await finishErasures(service);
    const late = outcome(id, 'late', 'payment', 6 * HOUR_MS);
    expect(await service.record(late, LATER)).toBe('erased');
    expect(await service.accept([late], LATER)).toEqual({ accepted: 0, duplicates: 0, erased: 1 });
    expect(await service.learn([{ decisionId: id }])).toMatchObject({ unchanged: 1, failures: new Map() });
    const receipt = await service.erasure.get(erasure);
    expect(receipt).toMatchObject({ decisions: 1, requestedAt: LATER, completedAt: LATER });
    expect(JSON.stringify(receipt)).not.toContain(erased);
    await expect(service.erasure.get('e_other')).rejects.toMatchObject({ code: 'erasure-unknown' });
  });

  it('a repeated request goes on with the one under way; one for a stranger is complete after a second look', async () => {
    const { service, borrowers } = await matureDecisions(1);
    const [erased] = borrowers as [BorrowerId];
    const first = await service.erasure.request(erased, LATER);
    expect((await service.erasure.request(erased, LATER)).id).toBe(first.id);
    const stranger = await service.erasure.request('nobody' as BorrowerId, LATER);
    await service.erasure.advanceAll(LATER);
    expect((await service.erasure.get(stranger.id)).open).toMatchObject({ quiet: true });
    await service.erasure.advanceAll(LATER);
    expect(await service.erasure.get(stranger.id)).toMatchObject({ decisions: 0, completedAt: LATER });
  });
});
