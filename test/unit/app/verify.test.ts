import { describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../../src/core/decision/decision-record.ts';
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

/** One decision by the fixed rules, then five by the model that learned from it; all credited. */
async function history() {
  const service = memoryService();
  await publishFirstModel(service);
  for (let index = 0; index < 5; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const { record } = await service.decide(decideRequest(`k-${index}`, { borrower: { id } }), WEDNESDAY);
    await service.record(
      outcome(record.decisionId, `e-${index}`, 'payment', 6 * HOUR_MS),
      plusMs(WEDNESDAY, DAY_MS),
    );
  }
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  await service.learn(service.ports.credits.take(100));
  return service;
}

/** The service with a ledger whose records have been tampered with. */
function tampered(
  service: Awaited<ReturnType<typeof history>>,
  change: (record: DecisionRecord) => DecisionRecord,
) {
  const { ledger } = service.ports;
  return useCases({
    ...service.ports,
    ledger: {
      ...ledger,
      async *allRecords() {
        for await (const record of ledger.allRecords()) yield change(record);
      },
    },
  });
}

describe('verify', () => {
  it('finds nothing in an honest history', async () => {
    const { verify } = await history();
    expect(await verify()).toMatchObject({ decisions: 6, credited: 6, replayed: 5, fallback: 1, faults: [] });
  });

  it.each<[string, (verdict: DecisionRecord['verdict'] & { status: 'selected' }) => object]>([
    ['a propensity', ({ propensity }) => ({ propensity: propensity / 2 })],
    ['a draw', ({ draw }) => ({ draw: draw ^ 1 })],
    [
      'a feature',
      ({ features }) => ({ features: { ...features, values: features.values.map((value) => value + 1) } }),
    ],
    [
      'an explanation',
      ({ explanation }) => ({ explanation: { ...explanation, exploration: !explanation.exploration } }),
    ],
    ['a snapshot', () => ({ snapshot: `sha256:${'0'.repeat(64)}` })],
  ])('finds %s that was tampered with', async (_, change) => {
    const service = await history();
    const { verify } = tampered(service, (record) =>
      record.verdict.status === 'withheld' || record.verdict.fallback
        ? record
        : ({ ...record, verdict: { ...record.verdict, ...change(record.verdict) } } as DecisionRecord),
    );
    const { faults } = await verify();
    expect(faults.filter(({ what }) => what === 'decision')).toHaveLength(5);
  });

  it('finds a context that was tampered with', async () => {
    const { verify } = tampered(await history(), (record) => ({
      ...record,
      context: { ...record.context, daysPastDue: 300 },
    }));
    expect((await verify()).faults).toHaveLength(5);
  });

  it('finds a reward that its events do not make, and statistics that are no fold of the ledger', async () => {
    const service = await history();
    const [record] = await collect(service.ports.ledger.allRecords());
    const state = await service.ports.ledger.getState(record?.decisionId as never);
    if (state === undefined) expect.unreachable();
    const forged = {
      ...state,
      version: state.version + 1,
      reward: 2,
      credited: { seq: state.seq, reward: 2 },
    };
    expect(await service.ports.ledger.replaceState(forged)).toBe('stored');
    const { faults } = await service.verify();
    expect(faults.map(({ what }) => what).sort()).toEqual(['reward', 'statistics']);
  });

  it('counts a credit whose receipt nobody has settled yet', async () => {
    const service = await history();
    const extra = await service.decide(
      decideRequest('late', { borrower: { id: 'b-0' as BorrowerId } }),
      plusMs(WEDNESDAY, 9 * DAY_MS),
    );
    await service.mature(plusMs(WEDNESDAY, 40 * DAY_MS));
    const dying = useCases({
      ...service.ports,
      ledger: { ...service.ports.ledger, replaceState: () => Promise.reject(new Error('died')) },
    });
    await dying.learn([{ decisionId: extra.record.decisionId }]);
    expect((await service.readDecision(extra.record.decisionId)).state?.credited).toBeUndefined();
    expect(await service.verify()).toMatchObject({ credited: 7, faults: [] });
  });
});
