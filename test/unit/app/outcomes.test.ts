import { describe, expect, it } from 'vitest';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plusMs } from '../../../src/core/time/instant.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';

const BORROWER = 'b-1' as BorrowerId;
const LATER = plusMs(WEDNESDAY, 6 * DAY_MS);

async function decided() {
  const service = memoryService();
  await service.profiles.put(BORROWER, REACHABLE);
  const { record, state } = await service.decide(decideRequest('k', { exclude: ['no-contact'] }), WEDNESDAY);
  const sentAt = (state?.sentAt ?? 0) - WEDNESDAY;
  const event = (id: string, type: string, afterMs = HOUR_MS) =>
    outcome(record.decisionId, id, type, sentAt + afterMs);
  return { service, id: record.decisionId, matureAt: state?.rewardWindowEndsAt as Instant, event };
}

describe('accept outcomes', () => {
  it('hands fresh events on and counts repeats, in the request and in the ledger', async () => {
    const { service, event } = await decided();
    await service.record(event('known', 'opened'), LATER);
    const told = [event('known', 'opened'), event('new', 'payment'), event('new', 'payment')];
    expect(await service.accept(told, LATER)).toEqual({ accepted: 1, duplicates: 2 });
    expect(service.ports.outcomes.take(10)).toEqual([event('new', 'payment')]);
  });

  it.each([
    ['outcome-type-unknown', (d: Decided) => d.event('e', 'teleported'), '/events/1/type'],
    [
      'outcome-in-future',
      (d: Decided) => outcome(d.id, 'e', 'opened', LATER - WEDNESDAY + 6 * MINUTE_MS),
      '/events/1/occurredAt',
    ],
    ['outcome-before-decision', (d: Decided) => outcome(d.id, 'e', 'opened', -1), '/events/1/occurredAt'],
    ['event-id-reused', (d: Decided) => d.event('fine', 'payment'), '/events/1/eventId'],
    [
      'decision-unknown',
      (d: Decided) => ({ ...d.event('e', 'opened'), decisionId: 'd_none' as DecisionId }),
      '/events/1/decisionId',
    ],
  ] as const)('refuses all of them with %s when one is wrong', async (code, wrong, pointer) => {
    const one = await decided();
    await expect(one.service.accept([one.event('fine', 'opened'), wrong(one)], LATER)).rejects.toMatchObject({
      code,
      fields: [{ pointer }],
    });
    expect(one.service.ports.outcomes.take(10)).toEqual([]);
  });

  it('refuses outcomes of a withheld decision', async () => {
    const service = memoryService();
    const { record } = await service.decide(decideRequest('k'), WEDNESDAY);
    await expect(
      service.accept([outcome(record.decisionId, 'e', 'opened', HOUR_MS)], LATER),
    ).rejects.toMatchObject({
      code: 'decision-withheld',
    });
  });

  it('lists every fault of every event', async () => {
    const { service, event } = await decided();
    const told = [event('a', 'teleported'), { ...event('b', 'opened'), decisionId: 'd_none' as DecisionId }];
    await expect(service.accept(told, LATER)).rejects.toMatchObject({
      code: 'outcome-type-unknown',
      fields: [{ pointer: '/events/0/type' }, { pointer: '/events/1/decisionId' }],
    });
  });
});

type Decided = Awaited<ReturnType<typeof decided>>;

describe('record an outcome', () => {
  it('keeps the set of events and the reward that it makes', async () => {
    const { service, id, event } = await decided();
    expect(await service.record(event('a', 'opened'), LATER)).toBe('recorded');
    expect(await service.record(event('b', 'payment'), LATER)).toBe('recorded');
    expect(await service.record(event('b', 'payment'), LATER)).toBe('duplicate');
    expect((await service.readDecision(id)).state).toMatchObject({ reward: 1.25, seq: 2 });
  });

  it('refuses another event under a known id and leaves the first as it was', async () => {
    const { service, id, event } = await decided();
    await service.record(event('a', 'opened'), LATER);
    await expect(service.record(event('a', 'payment'), LATER)).rejects.toMatchObject({
      code: 'event-id-reused',
    });
    expect((await service.readDecision(id)).state).toMatchObject({
      reward: 0.25,
      events: [{ type: 'opened' }],
    });
  });

  it('asks for a correction when the decision was credited, and again when that message is lost', async () => {
    const { service, id, event, matureAt } = await decided();
    await service.record(event('a', 'payment'), LATER);
    await service.mature(matureAt);
    await service.learn(service.ports.credits.take(10));
    expect((await service.readDecision(id)).state?.dueAt).toBeUndefined();

    await service.record(event('b', 'payment-returned', 2 * HOUR_MS), plusMs(matureAt, DAY_MS));
    expect(service.ports.credits.take(10)).toEqual([{ decisionId: id }]);
    expect((await service.readDecision(id)).state).toMatchObject({ reward: 0, credited: { reward: 1 } });
    await service.mature(plusMs(matureAt, DAY_MS + 15 * MINUTE_MS));
    expect(service.ports.credits.take(10)).toEqual([{ decisionId: id }]);
    expect(await service.learn([{ decisionId: id }])).toMatchObject({ folded: 0, corrected: 1 });
    expect((await service.verify()).faults).toEqual([]);
  });

  it('does not trouble the model with a late event that changes nothing', async () => {
    const { service, event, matureAt } = await decided();
    await service.record(event('a', 'payment'), LATER);
    await service.mature(matureAt);
    await service.learn(service.ports.credits.take(10));
    await service.record(event('late', 'opened', 30 * DAY_MS), plusMs(matureAt, 40 * DAY_MS));
    expect(service.ports.credits.take(10)).toEqual([]);
  });

  it('places the hold before the state: a crash in between leaves the borrower protected', async () => {
    const { service, event } = await decided();
    const dying = useCases({
      ...service.ports,
      ledger: { ...service.ports.ledger, replaceState: () => Promise.reject(new Error('died')) },
    });
    await expect(dying.record(event('w', 'wrong-party'), LATER)).rejects.toThrow('died');
    expect((await service.profiles.get(BORROWER)).profile.holds).toHaveLength(1);
    expect(await service.record(event('w', 'wrong-party'), LATER)).toBe('recorded');
    expect((await service.profiles.get(BORROWER)).profile.holds).toHaveLength(1);
  });
});

describe('mature and learn', () => {
  it('credits a silent decision with the default reward at the end of its window, not before', async () => {
    const { service, id, matureAt } = await decided();
    expect(await service.mature(plusMs(matureAt, -1))).toMatchObject({ requested: 0 });
    expect(await service.mature(matureAt)).toMatchObject({ requested: 1 });
    expect(await service.mature(matureAt)).toMatchObject({ requested: 0 });
    expect(await service.learn(service.ports.credits.take(10))).toMatchObject({ folded: 1 });
    expect(await service.learn([{ decisionId: id }, { decisionId: id }])).toMatchObject({
      folded: 0,
      unchanged: 1,
    });
    expect((await service.readDecision(id)).state).toMatchObject({ credited: { seq: 0, reward: 0 } });
  });

  it('finds a decision again whose credit message was lost', async () => {
    const { service, id, matureAt } = await decided();
    await service.mature(matureAt);
    service.ports.credits.take(10);
    expect(await service.mature(plusMs(matureAt, 15 * MINUTE_MS))).toMatchObject({ requested: 1 });
    expect(service.ports.credits.take(10)).toEqual([{ decisionId: id }]);
  });

  it('goes on in a sibling when an item is full, and the sum is the same', async () => {
    const { service } = await decided();
    const { makeLearn } = await import('../../../src/app/learn.ts');
    const learn = makeLearn(service.deps, { creditsPerItem: 2 });
    for (let index = 0; index < 7; index += 1) {
      const borrower = { id: `c-${index}` as BorrowerId };
      await service.profiles.put(borrower.id, REACHABLE);
      await service.decide(
        decideRequest(`c-${index}`, { borrower, exclude: ['call', 'evening', 'no-contact'] }),
        WEDNESDAY,
      );
    }
    await service.mature(plusMs(WEDNESDAY, 30 * DAY_MS));
    for (const message of service.ports.credits.take(100)) await learn([message]);
    const siblings: number[] = [];
    for await (const { key, statistics } of service.ports.statistics.list(service.deps.configuration.model)) {
      if (key.arm === 'email@morning') siblings.push(statistics.count);
    }
    expect(siblings.slice(0, 3)).toEqual([2, 2, 2]);
    expect((await service.verify()).faults).toEqual([]);
  });

  it('reports what it can not credit and credits the rest', async () => {
    const { service, id, matureAt } = await decided();
    const withheld = await service.decide(
      decideRequest('w', { borrower: { id: 'nobody' as BorrowerId } }),
      WEDNESDAY,
    );
    await service.mature(matureAt);
    const report = await service.learn([
      { decisionId: 'd_none' as DecisionId },
      { decisionId: withheld.record.decisionId },
      { decisionId: id },
    ]);
    expect(report.folded).toBe(1);
    expect([...report.failures].map(([key, error]) => [key, (error as { code?: string }).code])).toEqual([
      ['d_none', 'decision-unknown'],
      [withheld.record.decisionId, 'decision-withheld'],
    ]);
  });
});
