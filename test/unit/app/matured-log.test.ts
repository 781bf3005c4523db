import { describe, expect, it } from 'vitest';
import { LOG_SHARDS, partOf } from '../../../src/app/log-part.ts';
import { refreshPart } from '../../../src/app/refresh-part.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { type UtcDate, utcDateOf } from '../../../src/core/time/utc-date.ts';
import { decisionId } from '../../support/builders/identifiers.ts';
import { collect } from '../../support/collect.ts';
import { forgetful } from '../../support/forgetful-ledger.ts';
import { logText } from '../../support/log-text.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';

const DAY = utcDateOf(WEDNESDAY);

/** Six decisions, credited: four of a Wednesday, two of the day after. */
async function credited() {
  const service = memoryService();
  const ids: DecisionId[] = [];
  for (let index = 0; index < 6; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const at = index < 4 ? WEDNESDAY : plusMs(WEDNESDAY, DAY_MS);
    const { record } = await service.decide(decideRequest(`k-${index}`, { borrower: { id } }), at);
    ids.push(record.decisionId);
  }
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  await service.learn(service.ports.credits.take(100));
  return { service, ids };
}

async function logged() {
  const { service, ids } = await credited();
  await service.writeLog(service.ports.log.take(100));
  return { service, ids };
}

/** Replaces a part's text behind the service's back. */
async function tamper(service: ReturnType<typeof memoryService>, change: (text: string) => string) {
  for await (const key of service.ports.maturedLog.parts()) {
    const { text, tag } = (await service.ports.maturedLog.read(key)) ?? expect.unreachable();
    await service.ports.maturedLog.write(key, change(text), tag);
  }
}

describe('shards', () => {
  it('are sixteen, used alike, and never change', () => {
    const counts = new Map<number, number>();
    for (let n = 0; n < 1_600; n += 1) {
      const { shard } = partOf({ decisionId: decisionId(n), day: DAY });
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: LOG_SHARDS }, (_, n) => n));
    expect(Math.min(...counts.values())).toBeGreaterThan(60);
    expect(partOf({ decisionId: decisionId('fixed'), day: DAY }).shard).toBe(3);
  });
});

describe('writing the log', () => {
  it('needs one message for each credit, and one for an event that changes no reward', async () => {
    const { service, ids } = await credited();
    expect(service.ports.log.size).toBe(6);
    await service.writeLog(service.ports.log.take(100));
    const late = outcome(ids[0] as DecisionId, 'late', 'opened', 15 * DAY_MS);
    await service.record(late, plusMs(WEDNESDAY, 21 * DAY_MS));
    expect(service.ports.credits.size).toBe(0);
    expect(service.ports.log.size).toBe(1);
    await service.writeLog(service.ports.log.take(100));
    expect(await service.verifyLog()).toEqual({ credited: 6, rows: 6, pending: 0, faults: [] });
    expect(await logText(service.ports.maturedLog)).toContain('"events":[{"type":"opened"');
  });

  it('writes nothing for decisions that are not credited, void or unknown', async () => {
    const { service } = await credited();
    const id = 'b-9' as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const { record } = await service.decide(decideRequest('k-9', { borrower: { id } }), WEDNESDAY);
    const messages = [record.decisionId, decisionId('nobody')].map((each) => ({
      decisionId: each,
      day: DAY,
    }));
    expect(await service.writeLog(messages)).toEqual({ rows: 0, failures: new Map() });
    expect(await collect(service.ports.maturedLog.parts())).toEqual([]);
  });

  it('writes a part once, and not at all when nothing changed', async () => {
    const { service } = await logged();
    const untouched = useCases({
      ...service.ports,
      maturedLog: { ...service.ports.maturedLog, write: () => expect.unreachable() },
    });
    const messages = await collect(service.ports.ledger.allRecords());
    const again = messages.map((record) => ({
      decisionId: record.decisionId,
      day: utcDateOf(record.decidedAt),
    }));
    expect(await untouched.writeLog(again)).toMatchObject({ rows: 0 });
  });

  it('refuses a message with another day than the decision’s: its row would be there twice', async () => {
    const { service, ids } = await logged();
    const wrong = { decisionId: ids[0] as DecisionId, day: '2026-03-09' as UtcDate };
    const { rows, failures } = await service.writeLog([wrong]);
    expect(rows).toBe(0);
    expect(failures.get(wrong)).toMatchObject({ code: 'message-unreadable' });
    expect(await service.verifyLog()).toMatchObject({ rows: 6, faults: [] });
  });

  it('removes the row of a decision that the ledger has forgotten', async () => {
    const { service, ids } = await logged();
    const forgettable = forgetful(service.ports);
    forgettable.forget(ids[2] as DecisionId);
    await useCases(forgettable.ports).writeLog([{ decisionId: ids[2] as DecisionId, day: DAY }]);
    expect(await useCases(forgettable.ports).verifyLog()).toMatchObject({ credited: 5, rows: 5, faults: [] });
  });

  it('tells which messages failed, and follows the others', async () => {
    const { service, ids } = await credited();
    const { maturedLog } = service.ports;
    const failing = partOf({ decisionId: ids[0] as DecisionId, day: DAY });
    const { writeLog } = useCases({
      ...service.ports,
      maturedLog: {
        ...maturedLog,
        read: async (key) => {
          if (key.day === DAY && key.shard === failing.shard)
            throw new UnavailableError('storage-unavailable', 'down');
          return await maturedLog.read(key);
        },
      },
    });
    const messages = service.ports.log.take(100);
    const { rows, failures } = await writeLog(messages);
    expect(failures.size).toBeGreaterThan(0);
    expect(rows + failures.size).toBe(6);
    await service.writeLog([...failures.keys()]);
    expect(await service.verifyLog()).toMatchObject({ rows: 6, faults: [] });
  });

  it('gives up on a part that others keep changing, and leaves it to the next delivery', async () => {
    const { service, ids } = await credited();
    const deps = {
      ...service.deps,
      maturedLog: { ...service.ports.maturedLog, write: async () => 'moved' as const },
    };
    const key = partOf({ decisionId: ids[0] as DecisionId, day: DAY });
    await expect(refreshPart(deps, key, ids.slice(0, 1))).rejects.toMatchObject({ code: 'contention' });
  });
});

describe('verifying the log', () => {
  it('takes what is missing or old for pending while messages are under way, and for a fault once there are none', async () => {
    const { service, ids } = await credited();
    expect(await service.verifyLog()).toMatchObject({ credited: 6, rows: 0, pending: 6, faults: [] });
    await service.writeLog(service.ports.log.take(4));
    expect(await service.verifyLog()).toMatchObject({ rows: 4, pending: 2, faults: [] });
    service.ports.log.take(100);
    const { pending, faults } = await service.verifyLog();
    expect(pending).toBe(0);
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatchObject({ what: 'log', problem: expect.stringContaining('has no row in part') });

    await service.rebuildLog();
    const late = outcome(ids[0] as DecisionId, 'paid', 'payment', 6 * HOUR_MS);
    await service.record(late, plusMs(WEDNESDAY, 21 * DAY_MS));
    await service.learn(service.ports.credits.take(10));
    expect(await service.verifyLog()).toMatchObject({ rows: 5, pending: 1, faults: [] });
    service.ports.log.take(100);
    expect((await service.verifyLog()).faults).toHaveLength(1);
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'a changed reward',
      (text) => text.replaceAll('"reward":0,', '"reward":1,'),
      'not what the ledger makes',
    ],
    ['a line twice', (text) => text + text, 'a decision twice'],
    ['a cut line', (text) => text.slice(0, -2), 'was not written by this program'],
    ['a line of somebody else', (text) => `${text}hello\n`, 'was not written by this program'],
  ])('finds %s, which rebuilding mends', async (_, change, problem) => {
    const { service } = await logged();
    await tamper(service, change);
    const { faults } = await service.verifyLog();
    expect(faults.map((fault) => fault.problem).join()).toContain(problem);
    await service.rebuildLog();
    expect(await service.verifyLog()).toEqual({ credited: 6, rows: 6, pending: 0, faults: [] });
  });

  it('finds a row in the wrong part, though messages are under way, and one that nobody decided', async () => {
    const { service } = await logged();
    const lines = (await logText(service.ports.maturedLog)).split(/(?<=\n)/);
    const [line = ''] = lines;
    const stranger = line.replace(/d_[a-z2-7]{26}/, decisionId('stranger'));
    const elsewhere = { day: '2026-03-31' as UtcDate, shard: 0 };
    await service.ports.maturedLog.write(elsewhere, [line, stranger].sort().join(''), undefined);
    const { faults } = await service.verifyLog();
    expect(faults.map(({ problem }) => problem).sort()).toEqual([
      expect.stringContaining('has a row, but the ledger knows of no credit'),
      expect.stringContaining('is in part 2026-03-31/00, not'),
    ]);
    await service.ports.log.redeliver('{}');
    expect(await service.verifyLog()).toMatchObject({
      pending: 1,
      faults: [{ problem: expect.stringContaining('is in part') }],
    });
    service.ports.log.takeBodies(1);
    await service.rebuildLog();
    expect((await service.verifyLog()).faults).toEqual([]);
  });
});

describe('rebuilding the log', () => {
  it('makes a log for what was decided before there was one, and the second time nothing', async () => {
    const { service } = await credited();
    service.ports.log.take(100);
    const seen: number[] = [];
    const first = await service.rebuildLog({ onParts: (done, of) => seen.push(done / of) });
    expect(first).toMatchObject({ decisions: 6, changed: 6 });
    expect(seen.at(-1)).toBe(1);
    expect(await service.verifyLog()).toEqual({ credited: 6, rows: 6, pending: 0, faults: [] });
    expect(await service.rebuildLog()).toEqual({ ...first, changed: 0 });
  });
});
