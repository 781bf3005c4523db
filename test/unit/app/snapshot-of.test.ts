import { describe, expect, it } from 'vitest';
import { configuredActions } from '../../../src/app/actions.ts';
import { snapshotOf } from '../../../src/app/snapshot-of.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { encodedNames } from '../../../src/core/features/feature-columns.ts';
import type { ChannelId, WindowId } from '../../../src/core/identifiers.ts';
import { scaled } from '../../../src/core/model/decay.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import { parseSnapshot } from '../../../src/core/model/snapshot-codec.ts';
import { DEFAULT_SCALES } from '../../../src/core/pooling/default-scales.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { arm } from '../../support/builders/identifiers.ts';
import { memoryService, publishFirstModel, useCases, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

describe('what an action shares', () => {
  it('is its channel, its days whatever their order, and its time of day', () => {
    const windows = [
      { id: 'a' as WindowId, days: ['sun', 'sat'], start: '09:00', end: '12:00' },
      { id: 'b' as WindowId, days: ['sat', 'sun'], start: '17:00', end: '20:00' },
      { id: 'c' as WindowId, days: ['mon'], start: '09:00', end: '12:00' },
    ] as const;
    const [email] = SMALL_CONFIGURATION.channels;
    if (email === undefined) expect.unreachable();
    const actions = configuredActions({ ...SMALL_CONFIGURATION, channels: [email], windows });
    expect(actions.map(({ action, groups }) => [action, groups])).toEqual([
      ['email@a', { channel: 'email', day: 'sat+sun', slot: '09:00-12:00' }],
      ['email@b', { channel: 'email', day: 'sat+sun', slot: '17:00-20:00' }],
      ['email@c', { channel: 'email', day: 'mon', slot: '09:00-12:00' }],
      ['no-contact', { channel: 'no-contact' }],
    ]);
  });
});

describe('the snapshot of a configuration', () => {
  const x = {
    names: encodedNames(SMALL_CONFIGURATION.features),
    values: Float64Array.from(encodedNames(SMALL_CONFIGURATION.features), (_, j) => (j === 0 ? 1 : 0)),
  };
  const learned = foldCredits(EMPTY_STATISTICS, [{ kind: 'credit', x, reward: 0.5 }]);
  const statistics = new Map([[arm('email@morning'), scaled(learned, 3000)]]);

  it('has an arm for each action, the price of its channel, and no price for doing nothing', () => {
    const prices = new Map([['call' as ChannelId, 0.125]]);
    const { arms } = snapshotOf(SMALL_CONFIGURATION, new Map(), undefined, prices);
    expect(arms.map(({ action, cost, price }) => [action, cost, price])).toEqual([
      ['call@evening', 0.25, 0.125],
      ['call@morning', 0.25, 0.125],
      ['email@evening', 0.01, 0],
      ['email@morning', 0.01, 0],
      ['no-contact', 0, 0],
    ]);
  });

  it('explores by what was learned: less ε, more γ, per reward unit', () => {
    const configuration: Configuration = {
      ...SMALL_CONFIGURATION,
      exploration: { beta: 2, epsilon: { start: 0.4, floor: 0.1, halfway: 1000 }, gamma: 8 },
    };
    expect(snapshotOf(configuration, new Map(), undefined).exploration).toEqual({
      beta: 2,
      epsilon: 0.4,
      gamma: 0,
    });
    // 1 + 3000 ÷ 1000 = 4; rewards are between −2 and 2.
    expect(snapshotOf(configuration, statistics, undefined).exploration).toEqual({
      beta: 2,
      epsilon: 0.2,
      gamma: (8 * Math.sqrt(3000)) / 4,
    });
  });

  it('has the strategy, ridge and scales of the configuration', () => {
    const scales = { ...DEFAULT_SCALES, channel: 0 };
    const learning = { ...SMALL_CONFIGURATION.learning, strategy: 'linucb', ridge: 7, scales } as const;
    const snapshot = snapshotOf({ ...SMALL_CONFIGURATION, learning }, statistics, undefined);
    expect(snapshot).toMatchObject({ strategy: 'linucb', ridge: 7, scales, fittedOn: 0, effects: [] });
    const same = snapshotOf({ ...SMALL_CONFIGURATION, learning }, statistics, { scales, fittedOn: 3000 });
    expect(same).toEqual(snapshot);
  });

  it('keeps to fitted scales that are recent enough', () => {
    const served = { scales: { ...DEFAULT_SCALES, arm: 0.375 }, fittedOn: 2900 };
    expect(snapshotOf(SMALL_CONFIGURATION, statistics, served)).toMatchObject(served);
  });
});

describe('a publication with a half-life', () => {
  const halving: Configuration = {
    ...SMALL_CONFIGURATION,
    learning: { ...SMALL_CONFIGURATION.learning, halfLifeWeeks: 2 },
  };

  it('counts an outcome by the age of its decision, and forgets nothing that is stored', async () => {
    const service = memoryService(halving);
    // One credit, of a decision four weeks before Wednesday.
    await publishFirstModel(service);
    const counts = async (weeks: number, from: typeof service = service) => {
      const { champion } = await from.publish(plusMs(WEDNESDAY, 7 * weeks * DAY_MS));
      const bytes = await from.ports.snapshots.get(champion.snapshot);
      if (bytes === undefined) expect.unreachable();
      return parseSnapshot(bytes).arms.reduce((sum, { count }) => sum + count, 0);
    };
    expect(await counts(0)).toBeCloseTo(1 / 4, 14);
    expect(await counts(2)).toBeCloseTo(1 / 8, 14);
    const forever = { ...service, ...useCases(service.ports, SMALL_CONFIGURATION) };
    expect(await counts(2, forever)).toBe(1);
    expect((await service.verify()).faults).toEqual([]);
  });
});
