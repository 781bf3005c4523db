import { beforeEach, describe, expect, it } from 'vitest';
import type { HistoricalContact, HistoryLine } from '../../../src/app/history-line.ts';
import { importedModel } from '../../../src/app/imports.ts';
import { makeWarmStart, type WarmStart, type WarmStartRequest } from '../../../src/app/warm-start.ts';
import { parseSnapshot } from '../../../src/core/model/snapshot-codec.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import { memoryService, publishFirstModel, useCases, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const LONG_AGO = plusMs(WEDNESDAY, -100 * DAY_MS);
const BY = { author: 'data science', reason: 'a year of letters' };

/** Contacts in two weeks with two actions. */
function history(rows: number, changes: Partial<HistoricalContact> = {}): HistoricalContact[] {
  return Array.from({ length: rows }, (_, row) => ({
    context: { daysPastDue: row % 90 },
    action: row % 3 === 0 ? 'call@evening' : 'email@morning',
    reward: row % 2,
    at: plusMs(LONG_AGO, (row % 2) * 7 * DAY_MS),
    ...changes,
  }));
}

function asLines(contacts: readonly HistoryLine['contact'][]): WarmStartRequest['lines'] {
  return async function* lines() {
    for (const [index, contact] of contacts.entries()) {
      yield { number: index + 1, text: JSON.stringify(contact), contact };
    }
  };
}

const request = (changes: Partial<WarmStartRequest> = {}): WarmStartRequest => ({
  name: 'letters',
  by: BY,
  lines: asLines(history(60)),
  ...changes,
});

let service: ReturnType<typeof memoryService>;
let warmStart: WarmStart;

beforeEach(() => {
  const learning = {
    ...SMALL_CONFIGURATION.learning,
    scales: { noise: 0.5, base: 0.5, channel: 0.25, day: 0, slot: 0.25, arm: 0.25 },
  };
  service = memoryService({ ...SMALL_CONFIGURATION, learning });
  warmStart = makeWarmStart(service.deps);
});

async function servedBytes(day = 0) {
  const { champion } = await service.publish(plusMs(WEDNESDAY, day * DAY_MS));
  return champion.snapshot;
}

describe('a warm start', () => {
  it('is learned from at the next publication, at its weight, beside what decisions taught', async () => {
    await publishFirstModel(service);
    expect(await warmStart.add(request(), WEDNESDAY)).toMatchObject({
      outcome: 'imported',
      arms: 2,
      entry: { rows: 60, label: 'absent', weight: 0.25, by: BY },
    });
    const { champion } = await service.publish(WEDNESDAY);
    expect(champion.credits).toBe(1 + 60 / 4);
    const snapshot = parseSnapshot((await service.ports.snapshots.get(champion.snapshot)) as Uint8Array);
    const counts = snapshot.arms.map(({ action, count }) => [action, count]);
    expect(counts).toContainEqual(['call@evening', 20 / 4]);
    expect((await service.verify()).faults).toEqual([]);
    const live = await collect(service.ports.statistics.list(SMALL_CONFIGURATION.model));
    expect(live.reduce((sum, { statistics }) => sum + statistics.count, 0)).toBe(1);
  });

  it('leaves not a trace in the snapshot once it is removed', async () => {
    await publishFirstModel(service);
    const without = await servedBytes();
    await warmStart.add(request(), WEDNESDAY);
    const within = await servedBytes();
    expect(within).not.toBe(without);
    expect(await warmStart.remove('letters')).toEqual({ rows: 60 });
    expect(await servedBytes()).toBe(without);
    expect(
      await collect(service.ports.statistics.list(importedModel(SMALL_CONFIGURATION.model, 'letters'))),
    ).toEqual([]);
  });

  it('leaves not a trace in scales that are fitted anew, either', async () => {
    const fitted = memoryService(SMALL_CONFIGURATION);
    const own = makeWarmStart(fitted.deps);
    await own.add(request({ name: 'kept', lines: asLines(history(900)) }), WEDNESDAY);
    const without = await fitted.publish(WEDNESDAY, { refit: true });
    await own.add(request(), WEDNESDAY);
    expect((await fitted.publish(WEDNESDAY, { refit: true })).changed).toBe(true);
    await own.remove('letters');
    const after = await fitted.publish(WEDNESDAY, { refit: true });
    expect(after.champion.snapshot).toBe(without.champion.snapshot);
  });

  it('changes nothing when the same file comes again, but its weight when that is asked for', async () => {
    await warmStart.add(request(), WEDNESDAY);
    const first = await warmStart.list();
    expect(await warmStart.add(request({ by: { author: 'x', reason: 'y' } }), WEDNESDAY)).toMatchObject({
      outcome: 'unchanged',
    });
    expect(await warmStart.list()).toEqual(first);
    expect(await warmStart.add(request({ weight: 0.5 }), WEDNESDAY)).toMatchObject({ outcome: 'reweighted' });
    expect((await service.publish(WEDNESDAY)).champion.credits).toBe(30);
    expect(await warmStart.add(request(), WEDNESDAY)).toMatchObject({ outcome: 'unchanged' });
    expect(await warmStart.list()).toMatchObject([{ weight: 0.5, version: 2 }]);
  });

  it('counts no contact twice: not one file under two names, nor two files under one', async () => {
    await warmStart.add(request(), WEDNESDAY);
    await expect(warmStart.add(request({ name: 'again' }), WEDNESDAY)).rejects.toMatchObject({
      code: 'import-exists',
    });
    const other = request({ lines: asLines(history(10)) });
    await expect(warmStart.add(other, WEDNESDAY)).rejects.toMatchObject({ code: 'import-exists' });
    expect((await service.publish(WEDNESDAY)).champion.credits).toBe(15);
  });

  it('is finished by running it again after a crash, whatever the crash left behind', async () => {
    const calm = memoryService(service.deps.configuration);
    await makeWarmStart(calm.deps).add(request(), WEDNESDAY);
    const expected = (await calm.publish(WEDNESDAY)).champion.snapshot;
    // Each run gets one item further; the last dies before its entry.
    for (const writes of [0, 1, 1, 1, 1, 1, 0]) {
      let left = writes;
      const dying = async (work: () => Promise<'stored' | 'moved'>) => {
        if (left === 0) throw new Error('died');
        left -= 1;
        return await work();
      };
      const { statistics, imports } = service.ports;
      const crashing = makeWarmStart({
        ...service.deps,
        statistics: { ...statistics, put: (item) => dying(() => statistics.put(item)) },
        imports: { ...imports, put: (entry) => dying(() => imports.put(entry)) },
      });
      // The file that crashed had a contact of another week and action, too.
      const other = [...history(60), { ...history(1)[0], action: 'no-contact' } as HistoricalContact];
      await expect(crashing.add(request({ lines: asLines(other) }), WEDNESDAY)).rejects.toThrow('died');
      expect((await service.publish(WEDNESDAY)).champion.credits).toBe(0);
    }
    await warmStart.add(request(), WEDNESDAY);
    expect((await service.publish(WEDNESDAY)).champion.snapshot).toBe(expected);
  });

  it('is not learned from in parts while it is being removed', async () => {
    await warmStart.add(request(), WEDNESDAY);
    const { statistics, imports } = service.ports;
    let looks = 0;
    const publishing = useCases(
      {
        ...service.ports,
        imports: {
          ...imports,
          // The registry is read just before the removal, the items after.
          list: async (model) => {
            const entries = await imports.list(model);
            looks += 1;
            if (looks === 1) await warmStart.remove('letters');
            return entries;
          },
        },
        statistics,
      },
      service.deps.configuration,
    );
    expect((await publishing.publish(WEDNESDAY)).champion.credits).toBe(0);
    expect(looks).toBe(2);
  });

  it('keeps the champion when rows of a registered import are missing', async () => {
    await warmStart.add(request(), WEDNESDAY);
    const { champion } = await service.publish(WEDNESDAY);
    const [item] = await collect(
      service.ports.statistics.list(importedModel(SMALL_CONFIGURATION.model, 'letters')),
    );
    if (item === undefined) expect.unreachable();
    await service.ports.statistics.remove(item.key);
    await expect(service.publish(WEDNESDAY)).rejects.toMatchObject({ code: 'statistics-corrupt' });
    expect(await service.ports.champions.get(SMALL_CONFIGURATION.model)).toEqual(champion);
  });

  it('is not learned from on another scale than it was encoded on', async () => {
    await warmStart.add(request(), WEDNESDAY);
    const { configuration } = service.deps;
    const features = configuration.features.features.map((feature) =>
      feature.kind === 'numeric' ? { ...feature, spread: 2 * feature.spread } : feature,
    );
    const rescaled = useCases(service.ports, { ...configuration, features: { features, crosses: [] } });
    await expect(rescaled.publish(WEDNESDAY)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('import letters'),
    });
  });
});

describe('a file that is not all right', () => {
  it('is refused with line, field and fix, and nothing of it is applied', async () => {
    const [good, ...rest] = history(5) as [HistoricalContact, ...HistoricalContact[]];
    const lines = asLines([
      good,
      { ...good, action: 'fax@morning' },
      { ...good, reward: 9 },
      { ...good, at: plusMs(WEDNESDAY, 1) },
      { ...good, context: { daysPastDue: 1000, shoeSize: 42 } },
      [{ pointer: '', problem: 'is no JSON', fix: 'write one JSON object a line' }],
      ...rest,
    ]);
    const failure = warmStart.add(request({ lines }), WEDNESDAY);
    await expect(failure).rejects.toMatchObject({ code: 'schema-violation' });
    const { fields, message } = (await failure.catch((error: unknown) => error)) as {
      fields: { pointer: string; fix: string }[];
      message: string;
    };
    expect(message).toContain('5 of 10 lines');
    expect(fields.map(({ pointer }) => pointer)).toEqual([
      'line 2 /action',
      'line 3 /reward',
      'line 4 /at',
      'line 5 /context/shoeSize',
      'line 5 /context/daysPastDue',
      'line 6 ',
    ]);
    expect(fields.every(({ fix }) => fix !== '')).toBe(true);
    expect(await warmStart.list()).toEqual([]);
  });

  it('is refused when it is empty, and when it changes while it is read', async () => {
    await expect(warmStart.add(request({ lines: asLines([]) }), WEDNESDAY)).rejects.toThrow('not one line');
    let pass = 0;
    const changing = () => asLines(history(pass++ === 0 ? 5 : 6))();
    await expect(warmStart.add(request({ lines: changing }), WEDNESDAY)).rejects.toMatchObject({
      code: 'version-moved',
    });
    expect(await warmStart.list()).toEqual([]);
  });

  it('can not be called what it is not', async () => {
    await expect(warmStart.add(request({ label: 'known' }), WEDNESDAY)).rejects.toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ pointer: 'line 1 /propensity' })]),
    });
    const estimated = asLines(history(5, { propensity: 0.5 }));
    await expect(
      warmStart.add(request({ lines: estimated, label: 'known' }), WEDNESDAY),
    ).rejects.toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ pointer: 'line 1 /propensitySource' })]),
    });
    await expect(warmStart.add(request({ name: 'No Name', weight: 2 }), WEDNESDAY)).rejects.toMatchObject({
      fields: [{ pointer: '--name' }, { pointer: '--weight' }].map((each) => expect.objectContaining(each)),
    });
  });

  it.each([
    ['logged', { propensity: 0.5, propensitySource: 'logged' }, 'known', 1],
    ['given without a source', { propensity: 0.5 }, 'estimated', 0.5],
    ['absent', {}, 'absent', 0.25],
  ] as const)(
    'is labelled by what all its rows support: propensities %s',
    async (_, changes, label, weight) => {
      const lines = asLines(history(5, changes));
      const { entry, outcome } = await warmStart.add(request({ lines }), WEDNESDAY, { dryRun: true });
      expect(entry).toMatchObject({ label, weight });
      expect(outcome).toBe('checked');
      expect(await warmStart.list()).toEqual([]);
    },
  );
});

it('an import that nobody has can not be removed', async () => {
  await expect(warmStart.remove('letters')).rejects.toMatchObject({ code: 'import-unknown' });
});
