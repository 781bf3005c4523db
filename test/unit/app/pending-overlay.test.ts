import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { ActionId, BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { packStatistics } from '../../../src/core/model/pack-statistics.ts';
import { DAY_MS, HOUR_MS, type Instant, plusMs } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

type Service = ReturnType<typeof memoryService>;

const ARM = 'email@morning' as ActionId;
const SECOND_WEDNESDAY = plusMs(WEDNESDAY, 28 * DAY_MS);

function withPending(pending: 'wait' | 'overlay'): Configuration {
  return { ...SMALL_CONFIGURATION, learning: { ...SMALL_CONFIGURATION.learning, pending } };
}

/** Contacts by e-mail that count as sent at 08:00; of every `one in` a payment comes after so many hours. */
async function contacts(
  service: Service,
  name: string,
  count: number,
  at: Instant,
  pays: (n: number) => number | undefined,
) {
  const ids: DecisionId[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = `${name}-${n}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const request = decideRequest(`${name}-${n}`, {
      borrower: { id },
      exclude: ['call', 'evening', 'no-contact'],
    });
    const { record, state } = await service.decide(request, at);
    if (state?.sentAt === undefined) throw new Error('A contact was to be made.');
    ids.push(record.decisionId);
    const hours = pays(n);
    if (hours === undefined) continue;
    const paid = outcome(record.decisionId, `paid-${n}`, 'payment', hours * HOUR_MS, state.sentAt);
    await service.record(paid, plusMs(paid.occurredAt, 1));
  }
  return ids;
}

/** A month of matured contacts whose payments took two hours, then ten contacts of this morning, half of them paid. */
async function lived(pending: 'wait' | 'overlay') {
  const service = memoryService(withPending(pending));
  await contacts(service, 'old', 60, WEDNESDAY, (n) => (n % 2 === 0 ? 2 : undefined));
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  await service.learn(service.ports.credits.take(1000));
  await service.writeLog(service.ports.log.take(1000));
  const before = (await service.publish(plusMs(WEDNESDAY, 21 * DAY_MS))).champion;
  const young = await contacts(service, 'young', 10, SECOND_WEDNESDAY, () => 1);
  return { service, before, young };
}

async function stored({ ports, deps }: Service): Promise<string[]> {
  const items = await collect(ports.statistics.list(deps.configuration.model));
  return items.map(({ statistics }) => Buffer.from(packStatistics(statistics)).toString('hex'));
}

async function outcomesOf({ deps }: Service, at: Instant): Promise<number> {
  const served = await deps.models.current(deps.configuration.model, at);
  return served?.snapshot.arms.find(({ action }) => action === ARM)?.count ?? 0;
}

describe('pending decisions', () => {
  const noon = plusMs(SECOND_WEDNESDAY, 5 * HOUR_MS);

  it('teach nothing before maturity, unless they are to be laid over', async () => {
    const { service, before } = await lived('wait');
    expect((await service.publish(noon)).champion.snapshot).toBe(before.snapshot);
  });

  it('count in the snapshot for what they say so far, and leave what is stored as it is', async () => {
    const { service, before } = await lived('overlay');
    const statistics = await stored(service);
    const { champion } = await service.publish(noon);
    expect(champion.snapshot).not.toBe(before.snapshot);
    expect(champion.credits, 'credits are of matured decisions').toBe(before.credits);
    expect(await outcomesOf(service, noon)).toBe(before.credits + 10);
    expect(await stored(service)).toEqual(statistics);
    expect((await service.verify()).faults).toEqual([]);
  });

  it('count whole, once, when they have matured', async () => {
    const services = [(await lived('overlay')).service, (await lived('wait')).service];
    const later = plusMs(SECOND_WEDNESDAY, 21 * DAY_MS);
    const snapshots: string[] = [];
    for (const service of services) {
      await service.publish(noon);
      await service.mature(plusMs(SECOND_WEDNESDAY, 20 * DAY_MS));
      await service.learn(service.ports.credits.take(1000));
      snapshots.push((await service.publish(later)).champion.snapshot);
    }
    expect(snapshots[0]).toBe(snapshots[1]);
  });

  it('say nothing while the delays are unknown', async () => {
    const service = memoryService(withPending('overlay'));
    const { champion } = await service.publish(WEDNESDAY);
    await contacts(service, 'young', 10, WEDNESDAY, () => 1);
    expect((await service.publish(plusMs(WEDNESDAY, 5 * HOUR_MS))).champion.snapshot).toBe(champion.snapshot);
  });
});
