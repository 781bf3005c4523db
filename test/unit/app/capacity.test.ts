import { describe, expect, it } from 'vitest';
import type { CapacityBook } from '../../../src/app/ports/capacity-book.ts';
import type { Telemetry } from '../../../src/app/ports/telemetry.ts';
import { decisionIdOf, decisionIdSeed, drawSeed } from '../../../src/core/decision/decision-key.ts';
import type { DecisionRecord, Selected } from '../../../src/core/decision/decision-record.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { BorrowerId, ChannelId } from '../../../src/core/identifiers.ts';
import { nextCapacityPrice } from '../../../src/core/policy/capacity-price.ts';
import { drawNumber } from '../../../src/core/policy/draw.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import type { UtcDate } from '../../../src/core/time/utc-date.ts';
import {
  decideRequest,
  memoryService,
  publishFirstModel,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { scarceCalls } from '../../support/scarce-calls.ts';

const CALL = 'call' as ChannelId;
const ONLY_CALLS = { exclude: ['email', 'no-contact'] };

function selected({ verdict }: DecisionRecord): Selected {
  if (verdict.status === 'withheld') return expect.unreachable(verdict.because.join(' '));
  return verdict;
}

function rulesAgainst({ blocked }: DecisionRecord, action: string): readonly string[] {
  return blocked.filter((each) => each.action === action).flatMap(({ hits }) => hits.map(({ rule }) => rule));
}

/** Borrowers who can be reached, and decisions that call them. */
function serviceWithCalls(callsPerDay: number) {
  const service = memoryService(scarceCalls(callsPerDay));
  let borrowers = 0;
  return {
    ...service,
    async newBorrower(): Promise<BorrowerId> {
      const id = `borrower-${++borrowers}` as BorrowerId;
      await service.profiles.put(id, REACHABLE);
      return id;
    },
    async callSomebody(key: string, changes: object = {}, now = WEDNESDAY): Promise<DecisionRecord> {
      const borrower = { id: await this.newBorrower() };
      return (await service.decide(decideRequest(key, { borrower, ...ONLY_CALLS, ...changes }), now)).record;
    },
    async booked(): Promise<number> {
      const days = await service.ports.capacity.booked(
        CALL,
        '2026-01-01' as UtcDate,
        '2026-12-31' as UtcDate,
      );
      return days.reduce((sum, { bookedAt }) => sum + bookedAt.length, 0);
    },
  };
}

describe('a channel without a capacity', () => {
  it('costs no look into the book', async () => {
    const service = memoryService();
    const closed: CapacityBook = {
      reserve: () => expect.unreachable(),
      release: () => expect.unreachable(),
      booked: () => expect.unreachable(),
    };
    const { decide, dispatch, publish, profiles } = useCases({ ...service.ports, capacity: closed });
    await profiles.put('b-1' as BorrowerId, REACHABLE);
    const { record } = await decide(
      decideRequest('k', { exclude: ['no-contact'], requireConfirm: true }),
      WEDNESDAY,
    );
    await dispatch.void(record.decisionId, 'campaign stopped', WEDNESDAY);
    await publish(WEDNESDAY);
    await publish(plusMs(WEDNESDAY, DAY_MS));
  });
});

describe('a scarce channel', () => {
  it('is left out before the distribution once its day is full, and the decision replays', async () => {
    const service = serviceWithCalls(1);
    await publishFirstModel(service);
    // Calls on Wednesday evening and on Thursday morning (New York) fall on the same date in UTC or on the next.
    const first = selected(
      await service.callSomebody('first', { exclude: ['email', 'no-contact', 'evening'] }),
    );
    expect(first.contact?.window.interval.start).toBe(plusMs(WEDNESDAY, 2 * HOUR_MS));
    const record = await service.callSomebody('second', { exclude: ['evening'] });
    expect(rulesAgainst(record, 'call@morning')).toEqual(['capacity@1']);
    expect(selected(record).distribution.actions).toEqual(['email@morning', 'no-contact']);
    expect(record.blocked.flatMap(({ hits }) => hits)).toContainEqual({
      rule: 'capacity@1',
      reason: 'All 1 contacts that the channel can make on 2026-03-04 (UTC) are taken.',
    });
    const tomorrow = plusMs(WEDNESDAY, DAY_MS);
    const next = await service.callSomebody(
      'third',
      { exclude: ['email', 'no-contact', 'evening'] },
      tomorrow,
    );
    expect(selected(next).action).toBe('call@morning');
    expect((await service.verify()).faults).toEqual([]);
  });

  it('withholds when nothing else could be done, for a full day is no reason to do nothing', async () => {
    const service = serviceWithCalls(1);
    const narrow = { exclude: ['email', 'evening'] };
    while ((await service.booked()) === 0) await service.callSomebody(`k-${Math.random()}`, narrow);
    const record = await service.callSomebody('late', narrow);
    expect(record.verdict.status).toBe('withheld');
    expect(rulesAgainst(record, 'no-contact')).toEqual(['nothing-to-choose@1']);
  });

  it('is decided afresh, with a draw of its own, when another takes the last room in between', async () => {
    const service = serviceWithCalls(1);
    await publishFirstModel(service);
    const counted: string[] = [];
    const telemetry: Telemetry = { count: (metric) => counted.push(metric), warn() {} };
    const capacity: CapacityBook = {
      ...service.ports.capacity,
      async reserve(unit, limit) {
        await service.ports.capacity.reserve({ ...unit, token: 'another' }, limit);
        return await service.ports.capacity.reserve(unit, limit);
      },
    };
    const { decide } = useCases({ ...service.ports, capacity, telemetry }, service.deps.configuration);
    let record: DecisionRecord;
    for (let n = 0; ; n += 1) {
      const key = `key-${n}`;
      const borrower = { id: await service.newBorrower() };
      const first = drawNumber(
        service.ports.sha256(drawSeed(decisionIdOf(service.ports.sha256(decisionIdSeed('small', key))))),
      );
      ({ record } = await decide(decideRequest(key, { borrower, exclude: ['evening'] }), WEDNESDAY));
      if (counted.includes('CapacityConflicts')) {
        expect(selected(record).draw).not.toBe(first);
        break;
      }
      expect(selected(record)).toMatchObject({ draw: first });
      expect(selected(record)).not.toHaveProperty('redraws');
    }
    expect(selected(record)).toMatchObject({ redraws: 1 });
    expect(selected(record).distribution.actions).toEqual(['email@morning', 'no-contact']);
    expect(rulesAgainst(record, 'call@morning')).toEqual(['capacity@1']);
    expect(await service.booked()).toBe(1);
    expect((await service.verify()).faults).toEqual([]);
  });

  it('keeps the room of a decision that is repeated, and of no attempt that came second', async () => {
    const service = serviceWithCalls(5);
    const borrower = { id: await service.newBorrower() };
    const request = decideRequest('same', { borrower, ...ONLY_CALLS });
    const answers = await Promise.all([1, 2, 3].map(() => service.decide(request, WEDNESDAY)));
    expect(new Set(answers.map(({ record }) => JSON.stringify(record))).size).toBe(1);
    expect(await service.booked()).toBe(1);
    await service.decide(request, WEDNESDAY);
    expect(await service.booked()).toBe(1);
  });

  it('gives its room back when the slot in the profile is lost, and to the slot that is won', async () => {
    const service = serviceWithCalls(5);
    const borrower = { id: await service.newBorrower() };
    const ask = (key: string) => service.decide(decideRequest(key, { borrower, ...ONLY_CALLS }), WEDNESDAY);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(ask));
    const made = answers.filter(({ record }) => record.verdict.status === 'selected');
    // Two contacts in seven days are what the contact rules allow.
    expect(made).toHaveLength(2);
    expect(await service.booked()).toBe(2);
  });

  it.each(['is voided', 'expires'])('has room again when a decision %s', async (how) => {
    const service = serviceWithCalls(1);
    const { decisionId, verdict } = await service.callSomebody('k', { requireConfirm: true });
    expect(await service.booked()).toBe(1);
    if (how === 'is voided') {
      await service.dispatch.void(decisionId, 'dialler down', WEDNESDAY);
      await service.dispatch.void(decisionId, 'again', WEDNESDAY);
    } else {
      const end = verdict.status === 'selected' ? verdict.contact?.window.interval.end : undefined;
      expect(await service.mature(end ?? WEDNESDAY)).toMatchObject({ voided: 1 });
    }
    expect(await service.booked()).toBe(0);
    await service.callSomebody('next');
    expect(await service.booked()).toBe(1);
  });

  it('keeps the room of a contact that was confirmed', async () => {
    const service = serviceWithCalls(1);
    const record = await service.callSomebody('k', { requireConfirm: true });
    const start = selected(record).contact?.window.interval.start ?? WEDNESDAY;
    expect((await service.dispatch.confirm(record.decisionId, start)).send).toBe(true);
    expect(await service.booked()).toBe(1);
  });

  it('is left out, alone, while the book does not answer', async () => {
    const service = serviceWithCalls(5);
    const silent: CapacityBook = {
      ...service.ports.capacity,
      booked: () => Promise.reject(new UnavailableError('storage-unavailable', 'No answer.')),
    };
    const { decide } = useCases({ ...service.ports, capacity: silent }, service.deps.configuration);
    const borrower = { id: await service.newBorrower() };
    const { record } = await decide(decideRequest('k', { borrower }), WEDNESDAY);
    for (const action of ['call@morning', 'call@evening']) {
      expect(rulesAgainst(record, action)).toEqual(['capacity-readable@1']);
    }
    expect(selected(record).distribution.actions).toEqual(['email@evening', 'email@morning', 'no-contact']);
  });
});

describe('the price of scarce capacity', () => {
  async function callPrice(service: ReturnType<typeof serviceWithCalls>): Promise<number> {
    const served = await service.deps.models.current(service.deps.configuration.model, WEDNESDAY);
    const arms = served?.snapshot.arms ?? [];
    const prices = new Set(arms.filter(({ groups }) => groups.channel === CALL).map(({ price }) => price));
    for (const { groups, price } of arms) if (groups.channel !== CALL) expect(price).toBe(0);
    expect(prices.size).toBe(1);
    return [...prices][0] ?? Number.NaN;
  }

  it('rises with bookings beyond the allowance, is told in the decision, and falls again without any', async () => {
    const service = serviceWithCalls(4);
    await publishFirstModel(service);
    await service.publish(WEDNESDAY);
    expect(await callPrice(service)).toBe(0);
    const hourLater = plusMs(WEDNESDAY, HOUR_MS);
    // Room for one in the last six hours, the longest that a price looks back.
    for (const key of ['a', 'b']) await service.callSomebody(key, {}, plusMs(WEDNESDAY, 1));
    await service.publish(hourLater);
    const price = await callPrice(service);
    expect(price).toBeGreaterThan(0);

    const dear = await service.callSomebody('c', {}, hourLater);
    expect(selected(dear).explanation).toMatchObject({ price });
    expect(selected(dear).explanation.because.join(' ')).toContain('the channel is scarce today');
    expect((await service.verify()).faults).toEqual([]);

    for (let hour = 3; hour < 24 * 7; hour += 3) await service.publish(plusMs(WEDNESDAY, hour * HOUR_MS));
    expect(await callPrice(service)).toBe(0);
  });

  it('counts each booking once, however often the model is published', async () => {
    const service = serviceWithCalls(5);
    await publishFirstModel(service);
    for (const key of ['a', 'b', 'c', 'd'])
      await service.callSomebody(key, { exclude: ['email', 'no-contact'] });
    const hour = (n: number) => plusMs(WEDNESDAY, n * HOUR_MS);
    await service.publish(hour(1));
    const price = await callPrice(service);
    expect(price).toBeGreaterThan(0);
    await service.publish(hour(2));
    expect(await callPrice(service)).toBe(
      nextCapacityPrice({
        price,
        contactsPerDay: 5,
        booked: 0,
        elapsedMs: HOUR_MS,
        fullShare: 0,
        rewardRange: 4,
      }),
    );
  });
});
