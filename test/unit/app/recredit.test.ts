import { beforeEach, describe, expect, it } from 'vitest';
import { makeRecredit } from '../../../src/app/recredit.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { packStatistics } from '../../../src/core/model/pack-statistics.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const LATER = plusMs(WEDNESDAY, 20 * DAY_MS);

/** Payments count for half, and silence for a little. */
const NEW_RULE: Configuration = {
  ...SMALL_CONFIGURATION,
  reward: {
    ...SMALL_CONFIGURATION.reward,
    events: SMALL_CONFIGURATION.reward.events.map((event) =>
      event.type === 'payment' ? { ...event, value: 0.5 } : event,
    ),
    defaultReward: 0.125,
  },
};

let service: ReturnType<typeof memoryService>;
let ids: DecisionId[];

/** Eight decisions: two withheld, of the rest some paid, some silent, some not mature, one waiting for its send, one void. */
beforeEach(async () => {
  service = memoryService();
  ids = [];
  for (let index = 0; index < 8; index += 1) {
    const id = `b-${index}` as BorrowerId;
    if (index > 1) await service.profiles.put(id, REACHABLE);
    const { record } = await service.decide(
      decideRequest(`k-${index}`, {
        borrower: { id },
        requireConfirm: index > 5,
        ...(index > 5 ? { exclude: ['no-contact'] } : {}),
      }),
      index === 5 || index === 6 ? LATER : WEDNESDAY,
    );
    ids.push(record.decisionId);
  }
  await pay(2, 'p-2');
  await pay(3, 'p-3');
  await service.dispatch.void(ids[7] as DecisionId, 'campaign stopped', WEDNESDAY);
  await service.mature(plusMs(WEDNESDAY, 10 * DAY_MS));
  await service.learn(service.ports.credits.take(100));
});

async function pay(index: number, eventId: string) {
  const message = outcome(ids[index] as DecisionId, eventId, 'payment', 6 * HOUR_MS);
  await service.record(message, plusMs(WEDNESDAY, DAY_MS));
}

const underNewRule = () => useCases(service.ports, NEW_RULE);

async function learnedBytes() {
  const items = await collect(service.ports.statistics.list(SMALL_CONFIGURATION.model));
  return items.map(({ key, statistics }) => [
    key.arm,
    Buffer.from(packStatistics(statistics)).toString('hex'),
  ]);
}

describe('recredit', () => {
  it('corrects what was learned by the exact difference, as if the rule had always been so', async () => {
    const recredit = makeRecredit(underNewRule().deps);
    const report = await recredit(LATER);
    // Three are credited, one is not mature yet and one waits for its send; all have another reward now.
    expect(report).toEqual({ decisions: 5, changed: 5, corrections: 3 });
    expect(service.ports.credits.size).toBe(3);
    await underNewRule().learn(service.ports.credits.take(100));
    expect((await underNewRule().verify()).faults).toEqual([]);
  });

  it('comes back to the same bytes when the rule does', async () => {
    const before = await learnedBytes();
    await makeRecredit(underNewRule().deps)(LATER);
    await underNewRule().learn(service.ports.credits.take(100));
    expect(await learnedBytes()).not.toEqual(before);
    await makeRecredit(service.deps)(LATER);
    await service.learn(service.ports.credits.take(100));
    expect(await learnedBytes()).toEqual(before);
  });

  it('does nothing twice, and nothing at all where no reward differs', async () => {
    const recredit = makeRecredit(underNewRule().deps);
    expect((await makeRecredit(service.deps)(LATER)).changed).toBe(0);
    await recredit(LATER);
    service.ports.credits.take(100);
    expect(await recredit(LATER)).toMatchObject({ changed: 0, corrections: 0 });
    expect(service.ports.credits.size).toBe(0);
  });

  it('counts the same in a dry run and writes nothing', async () => {
    const recredit = makeRecredit(underNewRule().deps);
    const seen: number[] = [];
    const dry = await recredit(LATER, { dryRun: true, onProgress: (count) => seen.push(count) });
    expect(service.ports.credits.size).toBe(0);
    expect(await recredit(LATER, { dryRun: true })).toEqual(dry);
    expect(await recredit(LATER)).toEqual(dry);
    expect(seen.at(-1)).toBe(dry.decisions);
  });

  it('leaves nothing owed when it dies between a reward and its message', async () => {
    const dying = makeRecredit({
      ...underNewRule().deps,
      credits: { ...service.ports.credits, send: () => Promise.reject(new Error('died')) },
    });
    await expect(dying(LATER)).rejects.toThrow('died');
    expect(await makeRecredit(underNewRule().deps)(LATER)).toMatchObject({ changed: 0 });
    const { mature, learn, verify } = underNewRule();
    await mature(plusMs(LATER, HOUR_MS));
    await learn(service.ports.credits.take(100));
    expect((await verify()).faults).toEqual([]);
  });

  it('counts an event that comes in between once, under the new rule', async () => {
    const { ledger } = service.ports;
    let interrupted = false;
    const recredit = makeRecredit({
      ...underNewRule().deps,
      ledger: {
        ...ledger,
        replaceState: async (next) => {
          if (!interrupted && next.decisionId === ids[4]) {
            interrupted = true;
            await underNewRule().record(
              outcome(ids[4] as DecisionId, 'late', 'payment', 7 * HOUR_MS),
              plusMs(WEDNESDAY, DAY_MS),
            );
          }
          return await ledger.replaceState(next);
        },
      },
    });
    await recredit(LATER);
    expect(interrupted).toBe(true);
    await underNewRule().learn(service.ports.credits.take(100));
    expect((await ledger.getState(ids[4] as DecisionId))?.events).toHaveLength(1);
    expect((await underNewRule().verify()).faults).toEqual([]);
  });
});
