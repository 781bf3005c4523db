import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { makeFeatureRecords } from '../../../src/app/feature-records.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plusMs } from '../../../src/core/time/instant.ts';
import { borrowerId } from '../../support/builders/identifiers.ts';
import {
  decideRequest,
  memoryService,
  publishFirstModel,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const BORROWER = borrowerId('b-1');

/** The small configuration; `lastOpenedChannel` stays fresh for a day. */
const CONFIGURATION: Configuration = {
  ...SMALL_CONFIGURATION,
  features: {
    ...SMALL_CONFIGURATION.features,
    features: SMALL_CONFIGURATION.features.features.map((feature) => ({ ...feature, maxAgeHours: 24 })),
  },
};

async function reachable() {
  const service = memoryService(CONFIGURATION);
  await service.profiles.put(BORROWER, REACHABLE);
  return { ...service, features: makeFeatureRecords(service.deps) };
}

function observation(features: Record<string, number | string | null>, observedAt: Instant = WEDNESDAY) {
  return { borrowerId: BORROWER, observedAt, features };
}

/** Asks with `daysPastDue` alone, so that the other feature is open. */
const OPEN = { context: { daysPastDue: 12 } };

describe('feature records', () => {
  it('keep of each feature the value observed last', async () => {
    const { features } = await reachable();
    await features.put(observation({ daysPastDue: 3, lastOpenedChannel: 'email' }), WEDNESDAY);
    await features.put(observation({ daysPastDue: 2 }, plusMs(WEDNESDAY, -1)), WEDNESDAY);
    const { record, version } = await features.put(
      observation({ lastOpenedChannel: 'call' }, plusMs(WEDNESDAY, 1)),
      WEDNESDAY,
    );
    expect(record.features).toEqual({
      daysPastDue: { value: 3, observedAt: WEDNESDAY },
      lastOpenedChannel: { value: 'call', observedAt: plusMs(WEDNESDAY, 1) },
    });
    expect(version).toBe(2);
    expect(await features.get(BORROWER)).toEqual({ record, version });
  });

  it.each([
    ['a feature that is not declared', { shoeSize: 43 }, 'feature-unknown', '/features/shoeSize'],
    ['a protected attribute', { age: 43 }, 'feature-protected', '/features/age'],
    ['a value out of range', { daysPastDue: 366 }, 'feature-out-of-range', '/features/daysPastDue'],
    ['a text for a number', { daysPastDue: '12' }, 'feature-out-of-range', '/features/daysPastDue'],
    ['an unknown level', { lastOpenedChannel: 'fax' }, 'feature-out-of-range', '/features/lastOpenedChannel'],
  ])('refuse %s with where and how to mend it, and store nothing', async (_, values, code, pointer) => {
    const { features } = await reachable();
    await expect(features.put(observation({ daysPastDue: 1, ...values }), WEDNESDAY)).rejects.toMatchObject({
      code,
      fields: [{ pointer, fix: expect.stringMatching(/./) }],
    });
    await expect(features.get(BORROWER)).rejects.toMatchObject({ code: 'features-unknown' });
  });

  it('take what a clock says that runs five minutes ahead, and refuse what is later', async () => {
    const { features } = await reachable();
    const ahead = plusMs(WEDNESDAY, 5 * MINUTE_MS);
    await features.put(observation({ daysPastDue: 1 }, ahead), WEDNESDAY);
    await expect(
      features.put(observation({ daysPastDue: 1 }, plusMs(ahead, 1)), WEDNESDAY),
    ).rejects.toMatchObject({ code: 'feature-in-future', fields: [{ pointer: '/observedAt' }] });
  });

  test.prop([
    fc.array(
      fc.record({
        borrower: fc.constantFrom('b-1', 'b-2'),
        hour: fc.integer({ min: -3, max: 0 }),
        value: fc.oneof(fc.nat(2), fc.constant(null)),
      }),
      { minLength: 1, maxLength: 10 },
    ),
    fc.gen(),
  ])('are the same in whatever order and batches observations come, also twice', async (all, gen) => {
    const observations = all.map(({ borrower, hour, value }) => ({
      borrowerId: borrowerId(borrower),
      observedAt: plusMs(WEDNESDAY, hour * HOUR_MS),
      features: { daysPastDue: value },
    }));
    const one = await reachable();
    expect(await one.features.putAll(observations, WEDNESDAY)).toEqual(new Map());
    const other = await reachable();
    const shuffled = gen(fc.shuffledSubarray, [...observations, ...observations], {
      minLength: observations.length * 2,
    });
    const half = gen(fc.nat, shuffled.length);
    await Promise.all([
      other.features.putAll(shuffled.slice(0, half), WEDNESDAY),
      ...shuffled.slice(half).map((each) => other.features.put(each, WEDNESDAY)),
    ]);
    for (const id of new Set(observations.map((each) => each.borrowerId))) {
      const stored = await other.ports.featureRecords.get(id);
      expect(stored?.record).toStrictEqual((await one.ports.featureRecords.get(id))?.record);
    }
  });

  it('write a borrower of a batch once, and nothing when nothing is new', async () => {
    const { features } = await reachable();
    const batch = [observation({ daysPastDue: 1 }, plusMs(WEDNESDAY, -2)), observation({ daysPastDue: 2 })];
    await features.putAll(batch, WEDNESDAY);
    await features.putAll([...batch, ...batch], WEDNESDAY);
    await features.put(batch[0] ?? observation({}), WEDNESDAY);
    expect(await features.get(BORROWER)).toMatchObject({ version: 1 });
  });

  it('tell which of a batch failed and why, and store the others', async () => {
    const { features, deps } = await reachable();
    const fine = { ...observation({ daysPastDue: 1 }), borrowerId: borrowerId('b-2') };
    const wrong = observation({ daysPastDue: -1 });
    const unlucky = observation({ daysPastDue: 2 });
    const broken = makeFeatureRecords({
      ...deps,
      featureRecords: {
        ...deps.featureRecords,
        put: async (record, expected) => {
          if (record.borrowerId === BORROWER) throw new UnavailableError('storage-unavailable', 'died');
          return await deps.featureRecords.put(record, expected);
        },
      },
    });
    const failures = await broken.putAll([fine, wrong, unlucky], WEDNESDAY);
    expect([...failures.keys()]).toEqual([wrong, unlucky]);
    expect(failures.get(wrong)).toMatchObject({ code: 'feature-out-of-range' });
    expect(failures.get(unlucky)).toMatchObject({ code: 'storage-unavailable' });
    expect(await features.get(fine.borrowerId)).toMatchObject({ version: 1 });
  });
});

describe('a decision completed from the feature record', () => {
  it('is made and recorded with what is on record, and says so', async () => {
    const service = await reachable();
    await service.features.put(observation({ lastOpenedChannel: 'email', daysPastDue: 300 }), WEDNESDAY);
    const { record } = await service.decide(decideRequest('k', OPEN), plusMs(WEDNESDAY, HOUR_MS));
    expect(record.context).toEqual({ daysPastDue: 12, lastOpenedChannel: 'email' });
    expect(record.sources).toEqual({ fromRecord: { lastOpenedChannel: WEDNESDAY }, unused: {} });
  });

  it('is the same, but for its id, as if the request had told everything', async () => {
    const service = await reachable();
    await publishFirstModel(service);
    await service.features.put(observation({ lastOpenedChannel: 'email' }), WEDNESDAY);
    const completed = await service.decide(decideRequest('k', OPEN), WEDNESDAY);
    const told = await service.decide(decideRequest('k2'), WEDNESDAY);
    if (completed.record.verdict.status !== 'selected' || told.record.verdict.status !== 'selected') {
      expect.unreachable();
    }
    expect(completed.record.verdict.features).toEqual(told.record.verdict.features);
    expect(completed.record.verdict.distribution).toEqual(told.record.verdict.distribution);
    expect(told.record.sources).toBeUndefined();
    expect((await service.verify()).faults).toEqual([]);
  });

  it('uses the default for what is stale, and refuses what has none with the reason', async () => {
    const service = await reachable();
    const old = plusMs(WEDNESDAY, -DAY_MS - 1);
    await service.features.put(observation({ lastOpenedChannel: 'email', daysPastDue: 5 }, old), WEDNESDAY);
    const { record } = await service.decide(decideRequest('k', OPEN), WEDNESDAY);
    expect(record.context).toEqual(OPEN.context);
    expect(record.sources).toEqual({
      fromRecord: {},
      unused: { lastOpenedChannel: { observedAt: old, why: 'stale' } },
    });
    await expect(service.decide(decideRequest('k2', { context: {} }), WEDNESDAY)).rejects.toMatchObject({
      code: 'feature-missing',
      fields: [{ pointer: '/context/daysPastDue', problem: expect.stringContaining('maxAgeHours') }],
    });
  });

  it('lets the record supply a feature that must not be missing', async () => {
    const service = await reachable();
    await service.features.put(observation({ daysPastDue: 5 }), WEDNESDAY);
    const { record } = await service.decide(decideRequest('k', { context: {} }), WEDNESDAY);
    expect(record.context).toEqual({ daysPastDue: 5 });
  });

  it('is repeated as it was, though the record has changed meanwhile', async () => {
    const service = await reachable();
    await service.features.put(observation({ lastOpenedChannel: 'email' }), WEDNESDAY);
    const first = await service.decide(decideRequest('k', OPEN), WEDNESDAY);
    await service.features.put(
      observation({ lastOpenedChannel: 'call' }, plusMs(WEDNESDAY, HOUR_MS)),
      plusMs(WEDNESDAY, HOUR_MS),
    );
    const again = await service.decide(decideRequest('k', OPEN), plusMs(WEDNESDAY, 2 * HOUR_MS));
    expect(again.created).toBe(false);
    expect(again.record).toEqual(first.record);
    // The digest is that of the request: telling the same thing is another request.
    await expect(service.decide(decideRequest('k'), WEDNESDAY)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('goes on without a record that can not be read, and says so', async () => {
    const service = await reachable();
    const warnings: string[] = [];
    const broken = useCases(
      {
        ...service.ports,
        featureRecords: {
          ...service.ports.featureRecords,
          get: () => Promise.reject(new UnavailableError('storage-unavailable', 'no answer')),
        },
        telemetry: { count() {}, warn: (message) => warnings.push(message) },
      },
      CONFIGURATION,
    );
    const { record } = await broken.decide(decideRequest('k', OPEN), WEDNESDAY);
    expect(record.verdict.status).toBe('selected');
    expect(record.sources).toEqual({ fromRecord: {}, unused: {}, unreadable: true });
    await expect(broken.decide(decideRequest('k2', { context: {} }), WEDNESDAY)).rejects.toMatchObject({
      fields: [{ problem: expect.stringContaining('could not be read') }],
    });
    expect(warnings.slice(0, 1)).toEqual([expect.stringContaining('feature record')]);
  });

  it('reads no record for a request that leaves nothing out', async () => {
    const service = await reachable();
    const unread = useCases(
      {
        ...service.ports,
        featureRecords: { ...service.ports.featureRecords, get: () => expect.unreachable() },
      },
      CONFIGURATION,
    );
    const { record } = await unread.decide(decideRequest('k'), WEDNESDAY);
    expect(record.sources).toBeUndefined();
  });
});
