import { describe, expect, it } from 'vitest';
import { challengerName } from '../../../src/app/challenger.ts';
import type { DecisionRecord, Selected } from '../../../src/core/decision/decision-record.ts';
import { keptOutModel } from '../../../src/core/decision/statistics-model.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { Experiment, Variant } from '../../../src/core/experiment/experiment.ts';
import type { PolicyBook } from '../../../src/core/experiment/policy-book.ts';
import type {
  ActionId,
  BorrowerId,
  ExperimentId,
  ModelId,
  VariantId,
} from '../../../src/core/identifiers.ts';
import type { LearnedPolicy, ServedPolicy } from '../../../src/core/policy/served-policy.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../support/builders/policy-books.ts';
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

const MODEL = SMALL_CONFIGURATION.model;
const INVERSE_GAP: LearnedPolicy = { kind: 'learned', strategy: 'inverse-gap' };

/** Everybody is in it, each variant with an equal share. */
function experimentOf(policies: Record<string, ServedPolicy>, changes: Partial<Experiment> = {}): Experiment {
  const variants = Object.entries(policies).map(
    ([id, policy]): Variant => ({ id: id as VariantId, share: 1, policy }),
  );
  return anExperiment({
    population: { where: [] },
    variants,
    control: variants[0]?.id as VariantId,
    ramp: [{ from: plusMs(WEDNESDAY, -DAY_MS), share: 1 }],
    guardrails: [],
    ...changes,
  });
}

function bookOf(experiment: Experiment, changes: Partial<PolicyBook> = {}): PolicyBook {
  return aPolicyBook(1, { model: MODEL, experiments: [aBookedExperiment({ experiment })], ...changes });
}

/** A service whose model has learned a little, with this book. */
async function serviceWith(book: PolicyBook) {
  const service = memoryService();
  await service.ports.policyBooks.put(book);
  await publishFirstModel(service);
  return service;
}

async function decisionsOf(
  service: ReturnType<typeof memoryService>,
  borrowers = 40,
): Promise<DecisionRecord[]> {
  const records: DecisionRecord[] = [];
  for (let index = 0; index < borrowers; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const { record } = await service.decide(decideRequest(`k-${index}`, { borrower: { id } }), WEDNESDAY);
    records.push(record);
  }
  return records;
}

function of(records: readonly DecisionRecord[], variant: string): Selected[] {
  return records
    .filter(({ assignments = [] }) => assignments.some((each) => each.variant === variant))
    .map(({ verdict }) => (verdict.status === 'selected' ? verdict : expect.unreachable()));
}

describe('variants', () => {
  it('decide by their own policies, and each record says which one and why', async () => {
    const order = ['call@evening' as ActionId];
    const service = await serviceWith(
      bookOf(
        experimentOf({
          'as-now': { kind: 'configured' },
          calls: { kind: 'fixed-rules', order, epsilon: 0.1 },
          even: { kind: 'uniform' },
          quiet: { kind: 'no-contact' },
          rival: INVERSE_GAP,
        }),
      ),
    );
    const champion = await service.ports.champions.get(MODEL);
    const rival = await service.ports.champions.get(challengerName(MODEL, INVERSE_GAP, service.ports.sha256));
    const records = await decisionsOf(service, 60);

    for (const verdict of of(records, 'as-now')) {
      expect(verdict).toMatchObject({ strategy: 'pooled-linucb', snapshot: champion?.snapshot });
      expect(verdict).not.toHaveProperty('policy');
    }
    for (const verdict of of(records, 'calls')) {
      expect(verdict).toMatchObject({
        strategy: 'fixed-rules',
        fallback: false,
        policy: { kind: 'fixed-rules', order, epsilon: 0.1 },
        explanation: { greedy: 'call@evening' },
      });
      expect(verdict).not.toHaveProperty('snapshot');
    }
    for (const verdict of of(records, 'even')) {
      const { weights } = verdict.distribution;
      expect(Math.max(...weights) - Math.min(...weights)).toBeLessThanOrEqual(1);
      expect(verdict).toMatchObject({ strategy: 'uniform', policy: { kind: 'uniform' } });
    }
    for (const verdict of of(records, 'quiet')) {
      expect(verdict).toMatchObject({ action: 'no-contact', propensity: 1, policy: { kind: 'no-contact' } });
    }
    for (const verdict of of(records, 'rival')) {
      expect(verdict).toMatchObject({
        strategy: 'inverse-gap',
        snapshot: rival?.snapshot,
        policy: INVERSE_GAP,
      });
    }
    expect(['as-now', 'calls', 'even', 'quiet', 'rival'].map((id) => of(records, id).length > 2)).toEqual(
      Array(5).fill(true),
    );
    for (const { assignments = [] } of records) {
      // Who is decided about as everybody is by no variant's own policy.
      expect(assignments).toHaveLength(1);
      expect(assignments[0]?.decides).toBe(assignments[0]?.variant === 'as-now' ? undefined : true);
    }
  });

  it('are replayed bit for bit, predictions of the champion included', async () => {
    const service = await serviceWith(
      bookOf(
        experimentOf({
          'as-now': { kind: 'configured' },
          calls: { kind: 'fixed-rules', epsilon: 0.1 },
          even: { kind: 'uniform' },
          quiet: { kind: 'no-contact' },
          rival: INVERSE_GAP,
        }),
        { shadow: INVERSE_GAP },
      ),
    );
    const records = await decisionsOf(service);
    expect(new Set(records.map(({ verdict }) => JSON.stringify((verdict as Selected).predicted))).size).toBe(
      1,
    );
    for (const { verdict } of records) {
      expect(verdict).toMatchObject({
        shadow: { strategy: 'inverse-gap' },
        predicted: { value: expect.any(Number) },
      });
    }
    const { faults, replayed } = await service.verify();
    expect(faults).toEqual([]);
    // The first decision was made before there was a model.
    expect(replayed).toBe(records.length);

    const again = memoryService();
    for (const [id, bytes] of await snapshotsOf(service)) await again.ports.snapshots.put(id, bytes);
    const forged = records.map((record) => {
      const { predicted, ...verdict } = record.verdict as Selected;
      return {
        ...record,
        verdict: { ...verdict, ...(predicted && { predicted: { ...predicted, value: 9 } }) },
      };
    });
    for (const record of forged) await again.ports.ledger.createRecord(record);
    const { faults: found } = await useCases(again.ports).verify();
    expect(found.filter(({ problem }) => /champion expects something else/.test(problem))).toHaveLength(
      forged.length,
    );
  });

  it('cost what their contacts cost, whoever decided', async () => {
    const service = await serviceWith(
      bookOf(experimentOf({ 'as-now': { kind: 'configured' }, even: { kind: 'uniform' } })),
    );
    const records = await decisionsOf(service);
    const costs = new Map(SMALL_CONFIGURATION.channels.map(({ id, cost }) => [id, cost]));
    for (const { contact, cost, explanation } of of(records, 'even')) {
      expect(cost ?? 0).toBe(contact === undefined ? 0 : costs.get(contact.channel));
      expect(explanation.cost).toBe(0);
    }
    for (const verdict of of(records, 'as-now')) expect(verdict).not.toHaveProperty('cost');
  });

  it('that were stopped are decided by the control, still on record as what they were', async () => {
    const experiment = experimentOf({ 'as-now': { kind: 'configured' }, even: { kind: 'uniform' } });
    const stopped = [{ variant: 'even' as VariantId, at: WEDNESDAY, why: 'complaints' }];
    const service = await serviceWith(
      bookOf(experiment, { experiments: [aBookedExperiment({ experiment, stopped })] }),
    );
    const records = await decisionsOf(service);
    expect(of(records, 'even').length).toBeGreaterThan(5);
    for (const verdict of of(records, 'even')) expect(verdict.strategy).toBe('pooled-linucb');
    const exposures = await collect(service.ports.exposures.list(experiment.id));
    expect(exposures.length).toBe(of(records, 'as-now').length);
  });

  it('of a model that can not be read fall back to the approved rules, and say so', async () => {
    const snapshot = `sha256:${'0'.repeat(64)}` as const;
    const service = await serviceWith(
      bookOf(
        experimentOf({
          'as-now': { kind: 'configured' },
          gone: { kind: 'snapshot', snapshot } as ServedPolicy,
        }),
      ),
    );
    for (const verdict of of(await decisionsOf(service), 'gone')) {
      expect(verdict).toMatchObject({ strategy: 'fixed-rules', fallback: true });
    }
  });
});

describe('a group that is not contacted', () => {
  it('is withheld where doing nothing was excluded', async () => {
    const service = await serviceWith(
      bookOf(experimentOf({ quiet: { kind: 'no-contact' } }, { role: 'holdout' })),
    );
    const { record } = await service.decide(decideRequest('k', { exclude: ['no-contact'] }), WEDNESDAY);
    expect(record.verdict).toMatchObject({ status: 'withheld' });
    await service.profiles.put('b-1' as BorrowerId, REACHABLE);
    const { record: known } = await service.decide(
      decideRequest('k2', { exclude: ['no-contact'] }),
      WEDNESDAY,
    );
    expect(known.verdict).toEqual({
      status: 'withheld',
      because: [expect.stringMatching(/group that is not contacted/)],
    });
    expect(known.assignments).toMatchObject([{ role: 'holdout', variant: 'quiet', decides: true }]);
  });
});

describe('decisions that are kept out of training', () => {
  it('are credited once, corrected and logged, and the served model never hears of them', async () => {
    const kept = experimentOf(
      { 'as-now': { kind: 'configured' }, even: { kind: 'uniform' } },
      { training: 'keep-out' },
    );
    const service = await serviceWith(bookOf(kept));
    const before = await service.ports.champions.get(MODEL);
    const records = await decisionsOf(service, 12);
    expect(records.every(({ keptOut }) => keptOut === true)).toBe(true);
    for (const { decisionId } of records) {
      await service.record(
        outcome(decisionId, `e-${decisionId}`, 'payment', HOUR_MS),
        plusMs(WEDNESDAY, HOUR_MS),
      );
    }
    await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
    await service.learn(service.ports.credits.take(100));
    const counted = (model: ModelId) =>
      collect(service.ports.statistics.list(model)).then((items) =>
        items.reduce((sum, { statistics }) => sum + statistics.count, 0),
      );
    expect(await counted(keptOutModel(MODEL))).toBe(12);
    expect(await counted(MODEL)).toBe(1);
    const after = await service.publish(plusMs(WEDNESDAY, 21 * DAY_MS));
    expect(after.champion.snapshot).toBe(before?.snapshot);
    expect((await service.verify()).faults).toEqual([]);
    await service.writeLog(service.ports.log.take(100));
    const rows = (await collect(service.ports.maturedLog.parts())).length;
    expect(rows).toBeGreaterThan(0);
  });
});

describe('the policy book', () => {
  it('serves what was promoted to everybody who is in no experiment', async () => {
    const by = { author: 'Ann', reason: 'the gate passed' };
    const serving = [{ policy: INVERSE_GAP, since: WEDNESDAY, by }];
    const service = await serviceWith(aPolicyBook(1, { model: MODEL, experiments: [], serving }));
    const [record] = await decisionsOf(service, 1);
    expect(record?.verdict).toMatchObject({ strategy: 'inverse-gap', policy: INVERSE_GAP });
    expect(record).not.toHaveProperty('assignments');
    expect(record?.verdict).not.toHaveProperty('predicted');
  });

  it('that can not be read leaves everything as configured, or as it was last read', async () => {
    const experiment = experimentOf({ 'as-now': { kind: 'configured' }, even: { kind: 'uniform' } });
    const service = await serviceWith(bookOf(experiment));
    const ports = {
      ...service.ports,
      policyBooks: {
        ...service.ports.policyBooks,
        get: async () => {
          throw new UnavailableError('storage-unavailable', 'The table does not answer.');
        },
      },
    };
    const { record } = await useCases(ports).decide(decideRequest('k'), WEDNESDAY);
    expect(record).not.toHaveProperty('assignments');
  });

  it('lets guardrails count each decision once, contacts apart', async () => {
    const experiment = experimentOf({ 'as-now': { kind: 'configured' }, quiet: { kind: 'no-contact' } });
    const service = await serviceWith(bookOf(experiment));
    const records = await decisionsOf(service, 20);
    const exposures = await collect(service.ports.exposures.list('evening-calls' as ExperimentId));
    expect(exposures).toHaveLength(20);
    for (const { borrowerId, decisions } of exposures) {
      const record = records.find((each) => each.borrowerId === borrowerId);
      const variant = record?.assignments?.[0]?.variant;
      expect(decisions).toMatchObject([{ variant, decisionId: record?.decisionId, slow: false }]);
      if (variant === 'quiet') expect(decisions).toMatchObject([{ contact: false }]);
    }
  });
});

async function snapshotsOf(service: ReturnType<typeof memoryService>) {
  const ids = new Set<string>();
  for await (const { verdict } of service.ports.ledger.allRecords()) {
    if (verdict.status === 'withheld') continue;
    for (const id of [verdict.snapshot, verdict.shadow?.snapshot, verdict.predicted?.snapshot])
      if (id) ids.add(id);
  }
  const found = await Promise.all(
    [...ids].map(async (id) => [id, await service.ports.snapshots.get(id as never)] as const),
  );
  return found.flatMap(([id, bytes]) => (bytes === undefined ? [] : [[id as never, bytes] as const]));
}
