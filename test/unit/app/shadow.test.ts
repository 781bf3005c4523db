import { describe, expect, it } from 'vitest';
import { decisionResponse } from '../../../src/contracts/decision-response.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { DecisionRecord, Selected } from '../../../src/core/decision/decision-record.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  publishFirstModel,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const SHADOWED: Configuration = {
  ...SMALL_CONFIGURATION,
  learning: { ...SMALL_CONFIGURATION.learning, mode: 'shadow' },
};
const BORROWERS = Array.from({ length: 8 }, (_, index) => `b-${index}` as BorrowerId);

async function decided(service: ReturnType<typeof memoryService>): Promise<readonly Selected[]> {
  const verdicts: Selected[] = [];
  for (const id of BORROWERS) {
    await service.profiles.put(id, REACHABLE);
    const { record } = await service.decide(decideRequest(`k-${id}`, { borrower: { id } }), WEDNESDAY);
    if (record.verdict.status === 'withheld') expect.unreachable();
    verdicts.push(record.verdict);
  }
  return verdicts;
}

async function history(configuration: Configuration) {
  const service = memoryService(configuration);
  await publishFirstModel(service);
  return { service, verdicts: await decided(service) };
}

describe('a strategy in the shadow of the fixed rules', () => {
  it('has no part in any decision: they are those of a service without a model', async () => {
    const { verdicts } = await history(SHADOWED);
    const alone = await decided(memoryService());
    for (const [index, verdict] of verdicts.entries()) {
      const { action, distribution, draw, propensity, contact } = alone[index] as Selected;
      expect(verdict).toMatchObject({ action, distribution, draw, propensity, contact });
      expect(verdict).toMatchObject({ strategy: 'fixed-rules', fallback: false });
      expect(verdict).not.toHaveProperty('snapshot');
    }
  });

  it('leaves on each record what it would have done, and of which model that is', async () => {
    const { service, verdicts } = await history(SHADOWED);
    const champion = await service.ports.champions.get(SHADOWED.model);
    for (const { shadow, distribution } of verdicts) {
      expect(shadow).toMatchObject({ strategy: 'pooled-linucb', snapshot: champion?.snapshot });
      expect(distribution.actions).toContain(shadow?.action);
      expect(shadow?.propensity).toBeGreaterThan(0);
      expect(shadow?.propensity).toBeLessThan(1);
    }
    const stored = (await collect(service.ports.ledger.allRecords())).filter(
      ({ verdict }) => verdict.status === 'selected' && verdict.shadow !== undefined,
    );
    expect(stored).toHaveLength(BORROWERS.length);
    for (const record of stored) {
      expect(decisionResponse(record, undefined)).toMatchObject({
        policy: { strategy: 'fixed-rules', shadow: { snapshot: champion?.snapshot } },
      });
    }
  });

  it('learns from what the rules decided', async () => {
    const { service } = await history(SHADOWED);
    const [record] = (await collect(service.ports.ledger.allRecords())).filter(
      ({ decidedAt }) => decidedAt === WEDNESDAY,
    );
    if (record === undefined) expect.unreachable();
    await service.record(
      outcome(record.decisionId, 'paid', 'payment', 6 * HOUR_MS),
      plusMs(WEDNESDAY, DAY_MS),
    );
    await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
    await service.learn(service.ports.credits.take(100));
    const { champion, changed } = await service.publish(plusMs(WEDNESDAY, 21 * DAY_MS));
    expect([champion.credits, changed]).toEqual([BORROWERS.length + 1, true]);
  });

  it('is silent before it has learned anything', async () => {
    const service = memoryService(SHADOWED);
    const early = await decided(service);
    expect(early.every((verdict) => !('shadow' in verdict) && !verdict.fallback)).toBe(true);
    await service.publish(WEDNESDAY);
    const { record } = await service.decide(
      decideRequest('empty', { borrower: { id: 'b-9' as BorrowerId } }),
      plusMs(WEDNESDAY, 8 * DAY_MS),
    );
    expect(record.verdict).not.toHaveProperty('shadow');
  });

  it('is replayed with the decision, bit for bit', async () => {
    const { service } = await history(SHADOWED);
    expect(await service.verify()).toMatchObject({ replayed: BORROWERS.length, fallback: 1, faults: [] });
  });

  it('is replayed after the service went live, and live decisions beside it', async () => {
    const { service } = await history(SHADOWED);
    const live = useCases(service.ports, SMALL_CONFIGURATION);
    const id = 'b-live' as BorrowerId;
    await live.profiles.put(id, REACHABLE);
    const { record } = await live.decide(decideRequest('live', { borrower: { id } }), WEDNESDAY);
    expect(record.verdict).toMatchObject({ strategy: 'pooled-linucb', fallback: false });
    expect(record.verdict).not.toHaveProperty('shadow');
    expect(await live.verify()).toMatchObject({ replayed: BORROWERS.length + 1, faults: [] });
  });

  it.each<[string, (shadow: NonNullable<Selected['shadow']>) => object]>([
    ['what it would have done', ({ action }) => ({ action: `${action}-not` })],
    ['its propensity', ({ propensity }) => ({ propensity: propensity / 2 })],
    ['what it expects', ({ expected }) => ({ expected: expected + 1e-9 })],
    ['what it expects of the rules', ({ expectedOfRules }) => ({ expectedOfRules: expectedOfRules - 1e-9 })],
    ['its strategy', () => ({ strategy: 'linucb' })],
    ['its snapshot', () => ({ snapshot: `sha256:${'0'.repeat(64)}` })],
  ])('is found tampered with: %s', async (_, change) => {
    const { service } = await history(SHADOWED);
    const { ledger } = service.ports;
    const { verify } = useCases({
      ...service.ports,
      ledger: {
        ...ledger,
        async *allRecords() {
          for await (const record of ledger.allRecords()) yield tampered(record, change);
        },
      },
    });
    const { faults } = await verify();
    expect(faults.filter(({ what }) => what === 'decision')).toHaveLength(BORROWERS.length);
  });
});

function tampered(
  record: DecisionRecord,
  change: (shadow: NonNullable<Selected['shadow']>) => object,
): DecisionRecord {
  const { verdict } = record;
  if (verdict.status === 'withheld' || verdict.shadow === undefined) return record;
  const shadow = { ...verdict.shadow, ...change(verdict.shadow) };
  return { ...record, verdict: { ...verdict, shadow } } as DecisionRecord;
}
