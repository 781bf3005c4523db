import { describe, expect, it } from 'vitest';
import { makeMonitor } from '../../../src/app/monitor.ts';
import type { StatisticsStore } from '../../../src/app/ports/statistics-store.ts';
import type { MetricName, Telemetry } from '../../../src/app/ports/telemetry.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { makeEncoder } from '../../../src/core/features/encoder.ts';
import { type ActionId, actionId, type BorrowerId, NO_CONTACT } from '../../../src/core/identifiers.ts';
import type { CreditChange } from '../../../src/core/model/credit-change.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import { explorationFigures } from '../../../src/core/monitoring/exploration-figures.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { decisionWeek, weekStart } from '../../../src/core/time/decision-week.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { week } from '../../support/builders/identifiers.ts';
import {
  decideRequest,
  memoryService,
  publishFirstModel,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const THIS_WEEK = decisionWeek(WEDNESDAY);

/** Stores weeks of outcomes up to the one before last, in whose last six calls pay `change` more often than before. */
async function storeWeeks(
  store: StatisticsStore,
  configuration: Configuration,
  weeks: number,
  change: number,
): Promise<void> {
  const encoder = makeEncoder(configuration.features);
  const actions: ActionId[] = configuration.channels.flatMap(({ id }) =>
    configuration.windows.map((window) => actionId(id, window.id)),
  );
  for (const arm of [...actions, NO_CONTACT]) {
    for (let number = 0; number < weeks; number += 1) {
      const random = randomSource(1, arm, number);
      const chance =
        (arm.startsWith('call') ? 0.5 : 0.25) + (arm.startsWith('call') && weeks - number <= 6 ? change : 0);
      const changes = Array.from(
        { length: 60 },
        (): CreditChange => ({
          kind: 'credit',
          x: encoder.encode({ daysPastDue: random.index(90), lastOpenedChannel: 'none' }),
          reward: random.chance(chance) ? 1 : 0,
        }),
      );
      const key = { model: configuration.model, arm, week: week(THIS_WEEK - 1 - weeks + number), sibling: 0 };
      await store.put({ key, statistics: foldCredits(EMPTY_STATISTICS, changes), receipts: [], version: 1 });
    }
  }
}

function watched(service: ReturnType<typeof memoryService>) {
  const counts = new Map<MetricName, number[]>();
  const telemetry: Telemetry = {
    count: (metric, value = 1) => counts.set(metric, [...(counts.get(metric) ?? []), value]),
    warn: (message) => expect.unreachable(message),
  };
  return { counts, ...useCases({ ...service.ports, telemetry }, service.deps.configuration) };
}

describe('publishing', () => {
  it.each([
    [-0.3, 1],
    [0, 0],
  ])('tells how many channels have changed: when calls pay %d more often, %d', async (change, alarms) => {
    const service = memoryService();
    await storeWeeks(service.ports.statistics, service.deps.configuration, 30, change);
    const { publish, counts } = watched(service);
    await publish(WEDNESDAY);
    expect(counts.get('DriftAlarms')).toEqual([alarms]);
    expect((await publish(WEDNESDAY)).changed).toBe(false);
    expect(counts.get('DriftAlarms')).toEqual([alarms, alarms]);
  });
});

describe('a decision', () => {
  it('is counted with how much the model explored, and not at all when the rules decided', async () => {
    // Wide enough that three hundred outcomes leave the model in doubt.
    const exploration = { ...SMALL_CONFIGURATION.exploration, beta: 12 };
    const service = memoryService({ ...SMALL_CONFIGURATION, exploration });
    const { decide, counts } = watched(service);
    const ask = async (key: string) => {
      const id = `borrower-${key}` as BorrowerId;
      await service.profiles.put(id, REACHABLE);
      return (await decide(decideRequest(key, { borrower: { id } }), WEDNESDAY)).record.verdict;
    };
    await ask('by-rules');
    expect(counts.get('DecisionsByModel')).toBeUndefined();
    await storeWeeks(service.ports.statistics, service.deps.configuration, 1, 0);
    await service.publish(WEDNESDAY);
    const expected: number[] = [];
    for (const key of ['a', 'b', 'c']) {
      const verdict = await ask(key);
      if (verdict.status === 'withheld') expect.unreachable();
      expected.push(Math.round(1000 * (explorationFigures(verdict)?.modelEntropy ?? Number.NaN)));
    }
    expect(counts.get('DecisionsByModel')).toEqual([1, 1, 1]);
    expect(counts.get('ExplorationMillis')).toEqual(expected);
    expect(Math.min(...expected)).toBeGreaterThan(0);
  });
});

describe('the monitor', () => {
  it('names the channel, since when, and what to do, with the alarms that stand', async () => {
    const service = memoryService();
    await storeWeeks(service.ports.statistics, service.deps.configuration, 30, -0.3);
    const report = await makeMonitor(service.deps)(WEDNESDAY);
    const call = report.drift.channels.find(({ channel }) => channel === 'call');
    expect(call).toMatchObject({ alarm: true, change: { direction: 'worse' } });
    expect(call?.remedies.join(' ')).toMatch(/Look at the delivery of call.*Set learning\.halfLifeWeeks to/);
    expect(report).toMatchObject({ asOf: WEDNESDAY, alarms: 1, exploration: [] });
    expect(report.drift.channels.map(({ channel }) => channel)).toEqual(['email', 'call', NO_CONTACT]);
  });

  it('judges a week once its decisions have had their send and reward windows', async () => {
    const service = memoryService();
    const monitor = makeMonitor(service.deps);
    // 48 h of horizon, a window of at most a day, 72 h of reward window, an hour for the credits.
    const settled = (await monitor(plusMs(weekStart(THIS_WEEK), (48 + 24 + 72 + 1) * HOUR_MS))).drift.until;
    expect(settled).toBe(THIS_WEEK);
    const justBefore = plusMs(weekStart(THIS_WEEK), (48 + 24 + 72 + 1) * HOUR_MS - 1);
    expect((await monitor(justBefore)).drift.until).toBe(THIS_WEEK - 1);
  });

  it('shows how the model’s decisions explored, week by week, and goes by the service’s clock when that is ahead', async () => {
    const service = memoryService();
    await publishFirstModel(service);
    for (let n = 0; n < 30; n += 1) {
      const id = `borrower-${n}` as BorrowerId;
      await service.profiles.put(id, REACHABLE);
      const at = plusMs(WEDNESDAY, n < 20 ? n : 7 * DAY_MS + n);
      await service.decide(decideRequest(`key-${n}`, { borrower: { id } }), at);
    }
    const seen: number[] = [];
    const report = await makeMonitor(service.deps)(plusMs(WEDNESDAY, -60 * DAY_MS), (n) => seen.push(n));
    expect(report.exploration.map(({ week: each, decisions }) => [each, decisions])).toEqual([
      [THIS_WEEK, 20],
      [THIS_WEEK + 1, 10],
    ]);
    expect(report.asOf).toBe(plusMs(WEDNESDAY, -7 * DAY_MS));
    expect(report.alarms).toBe(0);
  });
});
