import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountOutcome } from '../../../src/app/ports/messages.ts';
import { makeRecredit } from '../../../src/app/recredit.ts';
import type { DecisionState } from '../../../src/core/decision/decision-state.ts';
import type { BorrowerId, ChannelId, DecisionId, EventId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plusMs } from '../../../src/core/time/instant.ts';
import { attributionConfiguration } from '../../support/attribution-configuration.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';

const BORROWER = 'b-1' as BorrowerId;
const LATER = plusMs(WEDNESDAY, 20 * DAY_MS);

let service: ReturnType<typeof memoryService>;

beforeEach(async () => {
  service = memoryService(attributionConfiguration());
  await service.profiles.put(BORROWER, REACHABLE);
});

/** A decision for an e-mail the next morning (14:00 to 17:00 UTC), so many hours after Wednesday noon UTC. */
async function decided(
  hours: number,
  { confirm = false, account }: { confirm?: boolean; account?: string } = {},
): Promise<DecisionState> {
  const request = decideRequest(`at ${hours}`, {
    borrower: { id: BORROWER, ...(account === undefined ? {} : { accountId: account }) },
    exclude: ['no-contact', 'call', 'evening'],
    requireConfirm: confirm,
  });
  const { state } = await service.decide(request, plusMs(WEDNESDAY, hours * HOUR_MS));
  if (state === undefined) throw new Error('Every contact of this test is lawful.');
  return state;
}

function told(
  id: string,
  type: string,
  afterHours: number,
  rest: Partial<AccountOutcome> = {},
): AccountOutcome {
  const occurredAt = plusMs(WEDNESDAY, afterHours * HOUR_MS);
  return { eventId: id as EventId, borrowerId: BORROWER, type, occurredAt, ...rest };
}

const stateOf = async ({ decisionId }: { decisionId: DecisionId }) =>
  (await service.ports.ledger.getState(decisionId)) as DecisionState;
const heldBy = async (state: DecisionState) =>
  ((await stateOf(state)).attributed ?? []).map(({ id, share }) => `${id} ${share}`);

async function credit(state: DecisionState): Promise<void> {
  await service.mature((await stateOf(state)).rewardWindowEndsAt as Instant);
  await service.learn(service.ports.credits.take(10));
  expect((await stateOf(state)).credited?.seq).toBe((await stateOf(state)).seq);
}

describe('an event that names a borrower', () => {
  it('counts for the latest decision whose window holds it', async () => {
    const [first, second] = [await decided(0), await decided(24)];
    expect(await service.record(told('p', 'payment', 40), LATER)).toBe('recorded');
    expect(await service.record(told('p', 'payment', 40), LATER)).toBe('duplicate');
    expect(await heldBy(first)).toEqual([]);
    expect(await heldBy(second)).toEqual(['p 1']);
    expect(await stateOf(second)).toMatchObject({ reward: 1, seq: 1 });
  });

  it('counts for all of them in equal shares where the rule says so', async () => {
    service = memoryService(attributionConfiguration('linear'));
    await service.profiles.put(BORROWER, REACHABLE);
    const [first, second] = [await decided(0), await decided(24)];
    await service.record(told('p', 'payment', 40), LATER);
    for (const state of [first, second]) {
      expect(await heldBy(state)).toEqual(['p 0.5']);
      expect((await stateOf(state)).reward).toBe(0.5);
    }
  });

  it('counts for nobody outside every window, and is kept for who may come', async () => {
    await service.record(told('p', 'payment', 40), LATER);
    const late = await decided(24, { confirm: true });
    expect(await heldBy(late)).toEqual([]);
    await service.dispatch.confirm(late.decisionId, plusMs(WEDNESDAY, 27 * HOUR_MS));
    expect(await heldBy(late)).toEqual(['p 1']);
  });

  it('counts for decisions about its account, or about none in particular', async () => {
    const [mine, other] = [await decided(0, { account: 'a-1' }), await decided(24, { account: 'a-2' })];
    await service.record(told('p', 'payment', 40, { accountId: 'a-1' }), LATER);
    expect(await heldBy(mine)).toEqual(['p 1']);
    expect(await heldBy(other)).toEqual([]);
    const any = await decided(30);
    await service.record(told('q', 'payment', 52, { accountId: 'a-1' }), LATER);
    expect(await heldBy(any)).toEqual(['q 1']);
  });

  it('is taken back where it had gone, however late, by the exact difference', async () => {
    const first = await decided(0);
    await service.record(told('p', 'payment', 10), LATER);
    await credit(first);
    const second = await decided(200);
    await service.record(told('r', 'payment-returned', 230), LATER);
    expect(await heldBy(first)).toEqual(['r 1']);
    expect(await heldBy(second)).toEqual([]);
    expect(await stateOf(first)).toMatchObject({ reward: -0.125, credited: { reward: 1 } });
    expect(service.ports.credits.take(10)).toEqual([{ decisionId: first.decisionId }]);
    expect(await service.learn([first])).toMatchObject({ folded: 0, corrected: 1 });

    await service.record(told('c', 'return-cancelled', 260), LATER);
    expect(await heldBy(first)).toEqual(['p 1', 'c 1']);
    expect((await stateOf(first)).reward).toBe(1);
    await service.learn([first]);
    expect((await service.verify()).faults).toEqual([]);
  });

  it('is not taken back by what happened to another account', async () => {
    const first = await decided(0);
    await service.record(told('p', 'payment', 10, { accountId: 'a-1' }), LATER);
    await service.record(told('r', 'payment-returned', 300, { accountId: 'a-2' }), LATER);
    expect(await heldBy(first)).toEqual(['p 1']);
  });

  it('refuses another content under its id and leaves the first as it was', async () => {
    const state = await decided(0);
    await service.record(told('p', 'payment', 10), LATER);
    for (const other of [
      told('p', 'payment', 11),
      told('p', 'opened', 10),
      told('p', 'payment', 10, { accountId: 'a-1' }),
    ]) {
      await expect(service.record(other, LATER)).rejects.toMatchObject({ code: 'event-id-reused' });
    }
    expect(await heldBy(state)).toEqual(['p 1']);
  });

  it('places a hold on the channel it names, otherwise on all', async () => {
    await service.record(told('u', 'unsubscribed', 1, { channel: 'email' as ChannelId }), LATER);
    await service.record(told('v', 'unsubscribed', 2), LATER);
    await service.record(told('c', 'complaint', 3, { channel: 'email' as ChannelId }), LATER);
    const { profile } = await service.profiles.get(BORROWER);
    expect(profile.holds).toMatchObject([
      { id: 'account:u', channel: 'email', source: 'outcome:unsubscribed' },
      { id: 'account:v' },
      { id: 'account:c' },
    ]);
    expect(profile.holds.filter(({ channel }) => channel !== undefined)).toHaveLength(1);
  });
});

describe('accepting events that name a borrower', () => {
  it('hands fresh ones on and counts repeats, beside those of decisions', async () => {
    const state = await decided(0);
    await service.record(told('known', 'payment', 10), LATER);
    const own = outcome(state.decisionId, 'new', 'opened', 4 * HOUR_MS);
    const events = [
      told('known', 'payment', 10),
      told('new', 'payment', 11),
      told('new', 'payment', 11),
      own,
    ];
    expect(await service.accept(events, LATER)).toEqual({ accepted: 2, duplicates: 2, erased: 0 });
    expect(service.ports.outcomes.take(10)).toEqual([told('new', 'payment', 11), own]);
  });

  it.each([
    ['event-id-reused', told('known', 'payment', 11), '/events/0/eventId'],
    ['outcome-type-unknown', told('x', 'teleported', 11), '/events/0/type'],
    ['outcome-in-future', told('x', 'payment', 21 * 24), '/events/0/occurredAt'],
    ['channel-unknown', told('x', 'payment', 11, { channel: 'fax' as ChannelId }), '/events/0/channel'],
  ])('refuses with %s', async (code, event, pointer) => {
    await service.record(told('known', 'payment', 10), LATER);
    await expect(service.accept([event], LATER)).rejects.toMatchObject({ code, fields: [{ pointer }] });
    expect(service.ports.outcomes.size).toBe(0);
  });
});

describe('a decision that comes or goes', () => {
  it('takes an event over when its contact is confirmed late, and the model is corrected', async () => {
    const first = await decided(0);
    await service.record(told('p', 'payment', 40), LATER);
    await credit(first);
    expect((await stateOf(first)).credited?.reward).toBe(1);
    const second = await decided(24, { confirm: true });
    await service.dispatch.confirm(second.decisionId, plusMs(WEDNESDAY, 27 * HOUR_MS));
    expect(await heldBy(first)).toEqual([]);
    expect(await heldBy(second)).toEqual(['p 1']);
    expect((await stateOf(first)).reward).toBe(-0.0625);
    await credit(second);
    await service.mature(LATER);
    await service.learn(service.ports.credits.take(10));
    expect((await stateOf(first)).credited?.reward).toBe(-0.0625);
    expect((await service.verify()).faults).toEqual([]);
  });

  it('takes an event over though the index does not tell of it yet', async () => {
    const first = await decided(0);
    await service.record(told('p', 'payment', 40), LATER);
    const second = await decided(24, { confirm: true });
    const { ledger } = service.ports;
    const lagging = useCases(
      {
        ...service.ports,
        ledger: {
          ...ledger,
          decisionsOf: async (...asked) =>
            (await ledger.decisionsOf(...asked)).filter((id) => id !== second.decisionId),
        },
      },
      attributionConfiguration(),
    );
    await lagging.dispatch.confirm(second.decisionId, plusMs(WEDNESDAY, 27 * HOUR_MS));
    expect(await heldBy(first)).toEqual([]);
    expect(await heldBy(second)).toEqual(['p 1']);
  });

  it('gives its events back when it becomes void, at once', async () => {
    const [first, second] = [await decided(0), await decided(24)];
    await service.record(told('p', 'payment', 40), LATER);
    await service.dispatch.void(second.decisionId, 'campaign stopped', LATER);
    expect(await heldBy(first)).toEqual(['p 1']);
    expect(await stateOf(second)).toMatchObject({ dispatch: 'void', reward: -0.0625 });
    expect((await stateOf(second)).attributed).toBeUndefined();
  });

  it('gives them back also when it dies in between and nobody asks again', async () => {
    const first = await decided(0);
    await credit(first);
    const second = await decided(24);
    await service.record(told('p', 'payment', 40), LATER);
    const dying = useCases(
      {
        ...service.ports,
        accountEvents: { ...service.ports.accountEvents, get: () => Promise.reject(new Error('died')) },
      },
      attributionConfiguration(),
    );
    await expect(dying.dispatch.void(second.decisionId, 'campaign stopped', LATER)).rejects.toThrow('died');
    expect(await heldBy(first)).toEqual([]);
    await service.mature(LATER);
    expect(await heldBy(first)).toEqual(['p 1']);
    expect((await stateOf(second)).dueAt).toBeUndefined();
    await service.learn(service.ports.credits.take(10));
    expect((await service.verify()).faults).toEqual([]);
  });

  it('finds at its maturity what happened to the borrower just before it was made', async () => {
    const first = await decided(0);
    await service.record(told('p', 'payment', 40), LATER);
    const second = await decided(24);
    expect(await heldBy(first)).toEqual(['p 1']);
    await service.mature(second.rewardWindowEndsAt as Instant);
    expect(await heldBy(first)).toEqual([]);
    expect(await heldBy(second)).toEqual(['p 1']);
  });

  it('keeps no other waiting when its events can not be attributed, and asks again later', async () => {
    await decided(0);
    await service.record(told('p', 'payment', 10), LATER);
    const other = 'b-2' as BorrowerId;
    await service.profiles.put(other, REACHABLE);
    await service.decide(decideRequest('other', { borrower: { id: other } }), WEDNESDAY);
    const { accountEvents } = service.ports;
    const failing = useCases(
      {
        ...service.ports,
        accountEvents: {
          ...accountEvents,
          get: (id) => (id === BORROWER ? Promise.reject(new Error('unreadable')) : accountEvents.get(id)),
        },
      },
      attributionConfiguration(),
    );
    expect(await failing.mature(LATER)).toMatchObject({ requested: 1 });
    expect(await service.mature(plusMs(LATER, 15 * MINUTE_MS))).toMatchObject({ requested: 2 });
  });
});

describe('writers of older facts', () => {
  it('fail after whoever changed the facts has looked, though nothing differed', async () => {
    const first = await decided(0);
    await credit(first);
    await service.record(told('p', 'payment', 40), LATER);
    const second = await decided(24);
    // A repeated message takes the payment from the first decision, and stalls before it writes that.
    const { ledger } = service.ports;
    let goOn: () => void = () => {};
    const stalled = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let waits: () => void = () => {};
    const waiting = new Promise<void>((resolve) => {
      waits = resolve;
    });
    const slow = useCases(
      {
        ...service.ports,
        ledger: {
          ...ledger,
          replaceState: async (next) => {
            if (next.decisionId !== first.decisionId) return await ledger.replaceState(next);
            waits();
            await stalled;
            return await ledger.replaceState(next);
          },
        },
      },
      attributionConfiguration(),
    );
    const repetition = slow.record(told('p', 'payment', 40), LATER);
    await waiting;
    await service.dispatch.void(second.decisionId, 'campaign stopped', LATER);
    expect(await heldBy(first)).toEqual(['p 1']);
    goOn();
    await repetition;
    expect(await heldBy(first)).toEqual(['p 1']);
  });

  it('all come through when ten events of one borrower arrive at once', async () => {
    const [first, second] = [await decided(0), await decided(24)];
    await credit(first);
    const events = Array.from({ length: 10 }, (_, n) => told(`p-${n}`, 'payment', n < 5 ? 10 : 40));
    await Promise.all(events.map((event) => service.record(event, LATER)));
    expect(await heldBy(first)).toHaveLength(5);
    expect(await heldBy(second)).toHaveLength(5);
    // At most two payments count.
    expect((await stateOf(first)).reward).toBe(2);
    await service.learn(service.ports.credits.take(100));
    expect((await service.verify()).faults).toEqual([]);
  });
});

describe('verify and recredit', () => {
  it('finds a list that the events and decisions do not make', async () => {
    const state = await decided(0);
    await service.record(told('p', 'payment', 10), LATER);
    const held = await stateOf(state);
    const { attributed: _gone, ...rest } = held;
    await service.ports.ledger.replaceState({ ...rest, version: held.version + 1 });
    const { faults } = await service.verify();
    expect(faults.map(({ what }) => what).sort()).toEqual(['attribution', 'reward']);
  });

  it('finds a list of a borrower of whom nothing was told', async () => {
    const state = await decided(0);
    const forged = [{ id: 'p' as EventId, type: 'opened', occurredAt: WEDNESDAY, share: 1 }];
    await service.ports.ledger.replaceState({ ...state, version: 2, attributed: forged, reward: 0.25 });
    expect((await service.verify()).faults).toMatchObject([{ what: 'attribution' }]);
  });

  it('attributes anew when the rule was changed, as if it had always been so', async () => {
    const [first, second] = [await decided(0), await decided(24)];
    await service.record(told('p', 'payment', 40), LATER);
    await credit(second);
    const linear = useCases(service.ports, attributionConfiguration('linear'));
    expect((await linear.verify()).faults.length).toBeGreaterThan(0);
    const recredit = makeRecredit(linear.deps);
    const report = await recredit(LATER, { dryRun: true });
    expect(report).toEqual({ decisions: 2, changed: 2, corrections: 2 });
    expect(await heldBy(first)).toEqual([]);
    expect(await recredit(LATER)).toEqual(report);
    await linear.learn(service.ports.credits.take(10));
    expect(await heldBy(first)).toEqual(['p 0.5']);
    expect(await heldBy(second)).toEqual(['p 0.5']);
    expect((await linear.verify()).faults).toEqual([]);
  });
});

describe('the log', () => {
  const workOff = async () => void (await service.writeLog(service.ports.log.take(100)));
  const rowIsCurrent = async () =>
    expect(await service.verifyLog()).toMatchObject({ pending: 0, faults: [] });

  /** A credited decision with as many payments as count, so that a further one changes its row but not its reward. */
  async function fullyPaid(): Promise<DecisionState> {
    const state = await decided(0);
    for (const id of ['own-1', 'own-2']) {
      await service.record(outcome(state.decisionId, id, 'payment', 30 * HOUR_MS), LATER);
    }
    await credit(state);
    await workOff();
    await rowIsCurrent();
    return state;
  }

  it('hears of an attributed event that changes no reward, though its message is lost the first time', async () => {
    const state = await fullyPaid();
    const dying = useCases(
      { ...service.ports, log: { ...service.ports.log, send: () => Promise.reject(new Error('died')) } },
      attributionConfiguration(),
    );
    await expect(dying.record(told('p', 'payment', 40), LATER)).rejects.toThrow('died');
    expect(await heldBy(state)).toEqual(['p 1']);
    expect(await service.verifyLog()).toMatchObject({ pending: 1, faults: [] });
    expect(await service.record(told('p', 'payment', 40), LATER)).toBe('duplicate');
    expect(service.ports.credits.size).toBe(0);
    await workOff();
    await rowIsCurrent();
  });

  it('is asked for the row by the schedule when nobody else did, once', async () => {
    const state = await fullyPaid();
    await service.record(told('p', 'payment', 40), LATER);
    service.ports.log.take(100);
    expect(await service.mature(plusMs(LATER, 15 * MINUTE_MS))).toMatchObject({ requested: 0 });
    expect(await stateOf(state)).not.toHaveProperty('dueAt');
    await workOff();
    await rowIsCurrent();
    await service.mature(plusMs(LATER, DAY_MS));
    expect(service.ports.log.size).toBe(0);
  });

  it('is asked for the row also when nothing of the borrower’s events is left in the window', async () => {
    const state = await decided(0);
    await service.record(told('c', 'return-cancelled', 40), LATER);
    await service.record(outcome(state.decisionId, 'own', 'opened', 30 * HOUR_MS), LATER);
    await credit(state);
    await workOff();
    expect(await heldBy(state)).toEqual(['c 1']);
    // What was cancelled turns out to be a return from before the contact.
    await service.record(told('r', 'payment-returned', 1), LATER);
    service.ports.log.take(100);
    expect(service.ports.credits.size).toBe(0);
    expect(await heldBy(state)).toEqual([]);
    await service.mature(plusMs(LATER, 15 * MINUTE_MS));
    await workOff();
    await rowIsCurrent();
  });

  it('hears of an event that a decision given up gives back', async () => {
    const second = await decided(24);
    await service.record(told('p', 'payment', 40), LATER);
    const state = await fullyPaid();
    await service.dispatch.void(second.decisionId, 'campaign stopped', LATER);
    expect(await heldBy(state)).toEqual(['p 1']);
    expect(service.ports.credits.size).toBe(0);
    await workOff();
    await rowIsCurrent();
  });

  it('hears of events that another rule shares otherwise, though recredit dies on the way', async () => {
    const second = await decided(24);
    await service.record(told('p', 'payment', 40), LATER);
    const state = await fullyPaid();
    await credit(second);
    await workOff();
    const ports = {
      ...service.ports,
      log: { ...service.ports.log, send: () => Promise.reject(new Error('died')) },
    };
    const rule = attributionConfiguration('linear');
    await expect(makeRecredit(useCases(ports, rule).deps)(LATER)).rejects.toThrow('died');
    expect(await heldBy(state)).toEqual(['p 0.5']);
    const linear = useCases(service.ports, rule);
    expect(await makeRecredit(linear.deps)(LATER)).toMatchObject({ changed: 0 });
    await linear.mature(plusMs(LATER, DAY_MS));
    await linear.learn(service.ports.credits.take(100));
    await workOff();
    await rowIsCurrent();
  });
});
