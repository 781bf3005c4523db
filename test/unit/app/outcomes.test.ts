import { describe, expect, it } from 'vitest';
import type { DecisionState } from '../../../src/core/decision/decision-state.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { BorrowerId, ChannelId, DecisionId } from '../../../src/core/identifiers.ts';
import {
  DAY_MS,
  formatInstant,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  plusMs,
} from '../../../src/core/time/instant.ts';
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
    expect(await service.accept(told, LATER)).toEqual({ accepted: 1, duplicates: 2, erased: 0 });
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

  it('places the holds of every event before any is on the queue', async () => {
    const { service, event } = await decided();
    const deaf = useCases({
      ...service.ports,
      outcomes: { ...service.ports.outcomes, send: () => Promise.reject(new Error('no queue')) },
    });
    const told = [event('u', 'unsubscribed'), event('w', 'wrong-party'), event('o', 'opened')];
    await expect(deaf.accept(told, LATER)).rejects.toThrow('no queue');
    const sources = async () =>
      (await service.profiles.get(BORROWER)).profile.holds.map(({ source }) => source);
    expect(await sources()).toEqual(['outcome:unsubscribed', 'outcome:wrong-party']);
    expect(await service.accept(told, LATER)).toEqual({ accepted: 3, duplicates: 0, erased: 0 });
    for (const message of service.ports.outcomes.take(10)) await service.record(message, LATER);
    expect(await sources()).toEqual(['outcome:unsubscribed', 'outcome:wrong-party']);
  });

  it('places no hold when one event is wrong, and puts nothing on the queue when a hold fails', async () => {
    const { service, event } = await decided();
    await expect(
      service.accept([event('u', 'unsubscribed'), event('t', 'teleported')], LATER),
    ).rejects.toMatchObject({ code: 'outcome-type-unknown' });
    expect((await service.profiles.get(BORROWER)).profile.holds).toEqual([]);

    const unwritable = useCases({
      ...service.ports,
      profiles: {
        ...service.ports.profiles,
        put: () => Promise.reject(new UnavailableError('storage-unavailable', 'down')),
      },
    });
    await expect(unwritable.accept([event('u', 'unsubscribed')], LATER)).rejects.toBeInstanceOf(
      UnavailableError,
    );
    expect(service.ports.outcomes.take(10)).toEqual([]);
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

describe('holds that come from outcomes', () => {
  const ON_FILE = 'do-not-contact@1';

  it('are not lost when no profile is on file yet: a later one keeps them', async () => {
    const { service, id, event } = await decided();
    const stored = await service.ports.ledger.getState(id);
    const borrowerId = 'b-new' as BorrowerId;
    await service.ports.ledger.replaceState({ ...(stored as DecisionState), borrowerId, version: 2 });
    await service.record(event('u', 'unsubscribed'), LATER);
    expect((await service.profiles.get(borrowerId)).profile).toMatchObject({
      timeZones: [],
      consents: {},
      contacts: [],
      holds: [{ channel: 'email', source: 'outcome:unsubscribed' }],
    });
    const withheld = await service.decide(decideRequest('n', { borrower: { id: borrowerId } }), LATER);
    expect(withheld.record.verdict.status).toBe('withheld');

    await service.profiles.put(borrowerId, REACHABLE);
    const asked = decideRequest('m', { borrower: { id: borrowerId }, exclude: ['call', 'no-contact'] });
    const { verdict, blocked } = (await service.decide(asked, LATER)).record;
    expect(verdict.status).toBe('withheld');
    expect(blocked.find(({ action }) => action === 'email@morning')?.hits.map(({ rule }) => rule)).toEqual([
      ON_FILE,
    ]);
  });

  it('can be neither lifted nor shortened by a profile that is put, also under their own ids', async () => {
    const { service, event } = await decided();
    await service.record(event('w', 'wrong-party'), LATER);
    await service.profiles.put(BORROWER, REACHABLE);
    const { holds } = (await service.profiles.get(BORROWER)).profile;
    expect(holds).toMatchObject([{ source: 'outcome:wrong-party' }]);
    const shortened = holds.map((hold) => ({
      ...hold,
      channel: 'call' as ChannelId,
      until: plusMs(hold.since, 1),
    }));
    await service.profiles.put(BORROWER, { ...REACHABLE, holds: shortened });
    expect((await service.profiles.get(BORROWER)).profile.holds).toEqual(holds);
  });

  it('last seven days from a conversation on; of two the later counts, whatever their order', async () => {
    const { service, event } = await decided();
    const [first, second] = [
      event('c-1', 'conversation', HOUR_MS),
      event('c-2', 'conversation', 9 * HOUR_MS),
    ];
    const soon = second.occurredAt;
    for (const order of [
      [second, first],
      [first, second],
    ]) {
      for (const each of order) await service.record(each, soon);
      expect((await service.profiles.get(BORROWER)).profile.holds).toMatchObject([
        { id: `${second.decisionId}:c-2`, channel: 'email', until: soon + 7 * DAY_MS },
      ]);
    }
    const ask = (key: string, now: Instant) =>
      service.decide(decideRequest(key, { exclude: ['call', 'no-contact'] }), now);
    const held = (await ask('held', plusMs(soon, DAY_MS))).record;
    expect(held.verdict.status).toBe('withheld');
    expect(held.blocked.find(({ action }) => action === 'email@evening')?.hits[0]).toEqual({
      rule: ON_FILE,
      reason: `A do-not-contact hold is on file until ${formatInstant(plusMs(soon, 7 * DAY_MS))}.`,
    });
    expect((await ask('free', plusMs(soon, 7 * DAY_MS))).record.verdict.status).toBe('selected');
    // That decision reserved a slot: the profile was written, a day too early to drop the hold.
    expect((await service.profiles.get(BORROWER)).profile.holds).toHaveLength(1);
    await ask('freer', plusMs(soon, 20 * DAY_MS));
    expect((await service.profiles.get(BORROWER)).profile.holds).toEqual([]);
  });

  it('are not placed on a borrower who was erased: nothing of them comes back', async () => {
    const { service, event } = await decided();
    await service.erasure.request(BORROWER, LATER);
    await service.erasure.advanceAll(LATER);
    const optOut = event('u', 'unsubscribed');
    expect(await service.accept([optOut], LATER)).toEqual({ accepted: 0, duplicates: 0, erased: 1 });
    expect(await service.record(optOut, LATER)).toBe('erased');
    await expect(service.profiles.get(BORROWER)).rejects.toMatchObject({ code: 'borrower-unknown' });
  });

  it('are not placed when they would be over already', async () => {
    const { service, event } = await decided();
    const talk = event('c', 'conversation');
    await service.record(talk, plusMs(talk.occurredAt, 7 * DAY_MS));
    expect((await service.profiles.get(BORROWER)).profile.holds).toEqual([]);
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
