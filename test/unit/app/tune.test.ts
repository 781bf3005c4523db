import { describe, expect, it } from 'vitest';
import { makeTune } from '../../../src/app/tune.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { SCALE_NAMES } from '../../../src/core/model/evidence-profile.ts';
import { parseSnapshot } from '../../../src/core/model/snapshot-codec.ts';
import { DEFAULT_SCALES } from '../../../src/core/pooling/default-scales.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { plantedCredits, storeCredits } from '../../support/learned-statistics.ts';
import { memoryService, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const BY = { author: 'data science', reason: 'more calls than before' };

async function taught(creditsPerArm: number, learning: Partial<Configuration['learning']> = {}) {
  const configuration = {
    ...SMALL_CONFIGURATION,
    learning: { ...SMALL_CONFIGURATION.learning, ...learning },
  };
  const service = memoryService(configuration);
  await storeCredits(service.ports.statistics, configuration, plantedCredits(configuration, creditsPerArm));
  const champion = async () => {
    const pointer = await service.ports.champions.get(configuration.model);
    const bytes = pointer && (await service.ports.snapshots.get(pointer.snapshot));
    return bytes && { pointer, snapshot: parseSnapshot(bytes) };
  };
  return { ...service, tune: makeTune(service.deps), champion };
}

describe('tune', () => {
  it('shows what a fit would change and writes nothing', async () => {
    const { tune, champion } = await taught(60);
    const steps: string[] = [];
    const tuning = await tune.look(WEDNESDAY, (done, of) => steps.push(`${done}/${of}`));
    expect(tuning.credits).toBe(300);
    expect(tuning.before.scales).toEqual(DEFAULT_SCALES);
    expect(tuning.after.logEvidence).toBeGreaterThan(tuning.before.logEvidence + 1);
    expect(tuning.profiles.map(({ name }) => name)).toEqual([...SCALE_NAMES]);
    expect(tuning.beliefs?.arms).toHaveLength(5);
    expect(tuning.beliefs?.shift).toBeGreaterThan(0);
    expect(tuning.obstacle).toBeUndefined();
    expect(steps.at(-1)).toBe('8/8');
    expect(await champion()).toBeUndefined();
  });

  it('publishes the scales it showed, with who and why', async () => {
    const { tune, champion } = await taught(60);
    const { after: fitted } = await tune.look(WEDNESDAY);
    const { changed } = await tune.apply(WEDNESDAY, BY);
    const now = await champion();
    expect(changed).toBe(true);
    expect(now?.snapshot).toMatchObject({ scales: fitted.scales, fittedOn: 300 });
    expect(now?.pointer?.by).toEqual(BY);
    expect(await tune.look(WEDNESDAY)).toMatchObject({
      served: { snapshot: now?.pointer?.snapshot, fittedOn: 300 },
      before: { scales: fitted.scales },
      beliefs: { shift: 0 },
    });
  });

  it('fits anew where a publication would have kept the scales of the champion', async () => {
    const { tune, publish, ports, champion } = await taught(60);
    await publish(WEDNESDAY);
    const first = (await champion())?.snapshot.fittedOn;
    await storeCredits(
      {
        ...ports.statistics,
        put: (item) => ports.statistics.put({ ...item, key: { ...item.key, sibling: 1 } }),
      },
      SMALL_CONFIGURATION,
      plantedCredits(SMALL_CONFIGURATION, 6, 2),
    );
    await publish(plusMs(WEDNESDAY, DAY_MS));
    expect((await champion())?.snapshot.fittedOn).toBe(first);
    await tune.apply(plusMs(WEDNESDAY, 2 * DAY_MS), BY);
    expect((await champion())?.snapshot.fittedOn).toBe(330);
  });

  it.each([
    ['too few outcomes', 10, {}],
    ['scales that the configuration gives', 60, { scales: DEFAULT_SCALES }],
    ['a strategy that shares nothing', 60, { strategy: 'linucb' as const }],
  ])('refuses to apply with %s, and says why when looking', async (_, perArm, learning) => {
    const { tune, champion } = await taught(perArm, learning);
    const { obstacle } = await tune.look(WEDNESDAY);
    await expect(tune.apply(WEDNESDAY, BY)).rejects.toThrow(obstacle);
    expect(await champion()).toBeUndefined();
  });
});
