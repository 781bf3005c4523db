import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { NO_CONTACT } from '../../../src/core/identifiers.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import {
  decideRequest,
  memoryService,
  publishFirstModel,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';

const BORROWER = 'b-1' as BorrowerId;
const down = () => Promise.reject(new UnavailableError('storage-unavailable', 'down'));

describe('invariant 9: safe when broken', () => {
  it('decides by the approved rules, with their true propensities, before a model was published', async () => {
    const service = memoryService();
    await service.profiles.put(BORROWER, REACHABLE);
    const { record } = await service.decide(decideRequest('k'), WEDNESDAY);
    if (record.verdict.status !== 'selected') expect.unreachable();
    expect(record.verdict).toMatchObject({ fallback: true, strategy: 'fixed-rules' });
    expect(record.verdict.snapshot).toBeUndefined();
    const { actions, weights } = record.verdict.distribution;
    expect((weights[actions.indexOf('email@morning' as never)] ?? 0) / 2 ** 32).toBeCloseTo(0.8 + 0.2 / 5, 8);
  });

  it('decides by the approved rules by a model, too, that has learned nothing yet', async () => {
    const service = memoryService();
    await service.profiles.put(BORROWER, REACHABLE);
    await service.publish(WEDNESDAY);
    const { record } = await service.decide(decideRequest('k'), WEDNESDAY);
    expect(record.verdict).toMatchObject({ fallback: true, strategy: 'fixed-rules' });
    expect((await service.verify()).faults).toEqual([]);
  });

  it('keeps to the last good snapshot when the champion can not be read any more', async () => {
    const service = memoryService();
    await service.profiles.put(BORROWER, REACHABLE);
    await publishFirstModel(service);
    let broken = false;
    const { decide } = useCases({
      ...service.ports,
      champions: {
        ...service.ports.champions,
        get: (model) => (broken ? down() : service.ports.champions.get(model)),
      },
    });
    await decide(decideRequest('before'), WEDNESDAY);
    broken = true;
    const { record } = await decide(decideRequest('after'), WEDNESDAY);
    expect(record.verdict).toMatchObject({ fallback: false, strategy: 'pooled-linucb' });
  });

  it('does not use a snapshot whose bytes are not what its address says', async () => {
    const service = memoryService();
    await service.profiles.put(BORROWER, REACHABLE);
    await publishFirstModel(service);
    const { decide } = useCases({
      ...service.ports,
      snapshots: {
        ...service.ports.snapshots,
        get: async (id) => {
          const bytes = await service.ports.snapshots.get(id);
          return bytes?.map((byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte));
        },
      },
    });
    const { record } = await decide(decideRequest('k'), WEDNESDAY);
    expect(record.verdict).toMatchObject({ fallback: true });
  });

  it('replaces a champion that can not be read, damaged or of an older format, when it publishes', async () => {
    const service = memoryService();
    await publishFirstModel(service);
    const first = await service.ports.champions.get(service.deps.configuration.model);
    const { publish } = useCases({
      ...service.ports,
      snapshots: { ...service.ports.snapshots, get: async () => new TextEncoder().encode('RAPPORT1') },
    });
    const { champion } = await publish(plusMs(WEDNESDAY, 7 * DAY_MS));
    expect(champion).toEqual(first);
    const { decide } = useCases(service.ports);
    await service.profiles.put(BORROWER, REACHABLE);
    const { record } = await decide(decideRequest('k'), WEDNESDAY);
    expect(record.verdict).toMatchObject({ fallback: false, strategy: 'pooled-linucb' });
  });

  it('withholds when the contact facts can not be read', async () => {
    const service = memoryService();
    await service.profiles.put(BORROWER, REACHABLE);
    const { decide } = useCases({ ...service.ports, profiles: { ...service.ports.profiles, get: down } });
    const { record } = await decide(decideRequest('k'), WEDNESDAY);
    expect(record.verdict).toMatchObject({ status: 'withheld' });
    expect(record.blocked.flatMap(({ hits }) => hits.map(({ rule }) => rule))).toContain(
      'contact-profile-readable@1',
    );
  });

  it('answers unavailable, and decides nothing, when the ledger is down', async () => {
    const service = memoryService();
    await service.profiles.put(BORROWER, REACHABLE);
    const { decide } = useCases({
      ...service.ports,
      ledger: { ...service.ports.ledger, createRecord: down },
    });
    const request = decideRequest('k', { exclude: [NO_CONTACT], requireConfirm: true });
    await expect(decide(request, WEDNESDAY)).rejects.toMatchObject({
      code: 'storage-unavailable',
      retryable: true,
    });
    // The slot stays reserved until its window ends; the retry of the same request is not hindered by it.
    expect(await service.profiles.contacts(BORROWER)).toHaveLength(1);
    const { record } = await service.decide(request, WEDNESDAY);
    expect(record.verdict.status).toBe('selected');
  });

  it('leaves the champion alone when no sound model can be built', async () => {
    const service = memoryService();
    const { champion } = await service.publish(WEDNESDAY);
    const { configuration } = service.deps;
    const learning = { ...configuration.learning, ridge: Number.NaN };
    const poisoned = useCases(service.ports, { ...configuration, learning });
    await expect(poisoned.publish(plusMs(WEDNESDAY, DAY_MS))).rejects.toThrow();
    expect(await service.ports.champions.get(configuration.model)).toEqual(champion);
  });

  it('refuses to publish a feature whose scale changed under its name, and names it', async () => {
    const service = memoryService();
    const { champion } = await service.publish(WEDNESDAY);
    const { configuration } = service.deps;
    const features = configuration.features.features.map((feature) =>
      feature.kind === 'numeric' ? { ...feature, spread: 2 * feature.spread } : feature,
    );
    const rescaled = useCases(service.ports, {
      ...configuration,
      features: { ...configuration.features, features },
    });
    await expect(rescaled.publish(plusMs(WEDNESDAY, DAY_MS))).rejects.toMatchObject({
      code: 'config-invalid',
    });
    expect(await service.ports.champions.get(configuration.model)).toEqual(champion);
  });
});
