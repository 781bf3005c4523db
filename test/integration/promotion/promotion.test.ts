import { beforeAll, describe, expect, it } from 'vitest';
import { makePolicies } from '../../../src/app/policies.ts';
import { evidenceOfLog } from '../../../src/app/promotion/evidence-of-log.ts';
import { makePromote, type PromotionRequest } from '../../../src/app/promotion/promote.ts';
import { servedStrategy, servedToAll } from '../../../src/app/promotion/served-strategy.ts';
import { watchedHarms } from '../../../src/app/promotion/watched-harms.ts';
import { type PastLog, pastLog } from '../../../src/app/search/past-log.ts';
import type { SearchLog } from '../../../src/app/search/search-log.ts';
import { searchPolicies } from '../../../src/app/search/search-policies.ts';
import { readPastRow } from '../../../src/contracts/past-row.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { ConflictError } from '../../../src/core/errors.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { DAY_MS, HOUR_MS, type Instant, plusMs } from '../../../src/core/time/instant.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';
import { PAST_CONFIGURATION } from '../../support/promotion/simulated-past.ts';

const DECISIONS = 4_500;
const DAYS = 90;
const END = plusMs(WEDNESDAY, (DAYS + 20) * DAY_MS);
const ANN = { author: 'Ann', reason: 'it earned more' };
const CONFIGURED = { kind: 'configured' } as const;
const BO = { author: 'Bo', reason: 'the figures are right' };

const CONFIGURATION: Configuration = {
  ...PAST_CONFIGURATION,
  learning: { ...PAST_CONFIGURATION.learning, strategy: 'uniform' },
};

/** What made the decisions: the service itself, every action alike, with borrowers who answer one channel each. */
async function lived() {
  const service = memoryService(CONFIGURATION);
  const random = randomSource(11, 'lived');
  await service.publish(WEDNESDAY);
  for (let index = 0; index < DECISIONS; index += 1) {
    const at = plusMs(WEDNESDAY, Math.floor((index / DECISIONS) * DAYS) * DAY_MS);
    const id = `b-${index}` as BorrowerId;
    const likes = random.chance(0.5) ? 'call' : 'email';
    await service.profiles.put(id, REACHABLE);
    const context = { daysPastDue: 10, lastOpenedChannel: likes };
    const { record } = await service.decide(decideRequest(`k-${index}`, { borrower: { id }, context }), at);
    if (record.verdict.status === 'withheld') continue;
    const pays = random.chance(record.verdict.action.startsWith(likes) ? 0.9 : 0.1);
    const opens = record.verdict.contact?.window.interval.start ?? at;
    if (pays) await service.record(outcome(record.decisionId, `p-${index}`, 'payment', HOUR_MS, opens), END);
  }
  while ((await service.mature(END)).requested > 0) {
    await service.learn(service.ports.credits.take(10_000));
    await service.writeLog(service.ports.log.take(10_000));
  }
  await service.publish(END);
  return service;
}

describe('a better policy', () => {
  let service: Awaited<ReturnType<typeof lived>>;
  let log: PastLog;
  let search: SearchLog;

  beforeAll(async () => {
    service = await lived();
    const views = [];
    for await (const key of service.ports.maturedLog.parts()) {
      const { text = '' } = (await service.ports.maturedLog.read(key)) ?? {};
      for (const line of text.split('\n')) if (line !== '') views.push(readPastRow(line, views.length + 1));
    }
    log = pastLog(views, CONFIGURATION, service.ports.sha256);
    search = await searchPolicies({
      log,
      configuration: CONFIGURATION,
      settings: {
        strategies: ['arm-means', 'linucb'],
        epsilons: [0.1],
        seed: 1,
        shares: [0.4, 0.3],
        confirm: 2,
        alpha: 0.05,
      },
      sha256: service.ports.sha256,
    });
  });

  async function requestFor(
    name: string,
    waiver: string | undefined,
    at: Instant = END,
  ): Promise<PromotionRequest> {
    const book = await service.ports.policyBooks.get(CONFIGURATION.model);
    const policy = search.candidates.find((each) => each.name === name)?.policy;
    if (policy === undefined) throw new Error('there is no such candidate');
    const evidence = evidenceOfLog({
      log,
      configuration: CONFIGURATION,
      policy,
      served: (await servedStrategy(service.deps, book)) ?? 'unknown',
      harms: watchedHarms(CONFIGURATION),
      ...(waiver === undefined ? {} : { waiver }),
      search,
      split: { shares: [0.5] },
      alpha: 0.05,
      seed: 1,
      sha256: service.ports.sha256,
    });
    return { policy, evidence, champion: servedToAll(book), at, by: ANN, approvedBy: BO };
  }

  it('is found in what the service wrote', () => {
    expect(search.best).toBe('linucb ε 0.1');
    expect(log.rows.length).toBeGreaterThan(0.95 * DECISIONS);
  });

  it('is not served while a gate refuses, a signature lacks, or it is only tried', async () => {
    const promote = makePromote(service.deps);
    const refused = await promote(await requestFor('linucb ε 0.1', undefined));
    expect(refused.verdict.passed).toBe(false);
    expect(refused.verdict.findings.filter(({ passed }) => !passed)).toMatchObject([{ gate: 'fairness' }]);
    const { approvedBy: _, ...alone } = await requestFor('linucb ε 0.1', 'no groups are known');
    await expect(promote(alone)).rejects.toThrow(ConflictError);
    const tried = await promote({ ...alone, isDryRun: true });
    expect([tried.verdict.passed, tried.book]).toEqual([true, undefined]);
    expect(await service.ports.policyBooks.get(CONFIGURATION.model)).toBeUndefined();
  });

  it('is served at once by a model of its own, and rolled back to the very bytes before', async () => {
    const ask = async (key: string) => {
      const id = 'asked' as BorrowerId;
      await service.profiles.put(id, REACHABLE);
      const request = decideRequest(key, {
        borrower: { id },
        context: { daysPastDue: 10, lastOpenedChannel: 'call' },
      });
      const { record } = await service.decide(request, plusMs(END, HOUR_MS));
      if (record.verdict.status === 'withheld') throw new Error('withheld');
      return record.verdict;
    };
    const before = await ask('before');
    const promote = makePromote(service.deps);
    const earlier = await requestFor('linucb ε 0.1', 'no groups are known');
    const done = await promote(earlier);
    expect(done.book).toMatchObject({
      version: 1,
      change: {
        kind: 'promote',
        by: ANN,
        approvedBy: BO,
        evidence: { gate: { source: { kind: 'log', digest: log.digest, search: { candidates: 2 } } } },
      },
    });
    const late = { ...(await requestFor('linucb ε 0.1', 'no groups are known')), champion: CONFIGURED };
    await expect(promote({ ...late, evidence: earlier.evidence })).rejects.toThrow(/Judge it again/);
    const after = await ask('after');
    expect(after).toMatchObject({ strategy: 'linucb', snapshot: done.snapshot, fallback: false });
    const call = after.distribution.actions.findIndex((action) => action.startsWith('call'));
    expect(call).toBeGreaterThanOrEqual(0);
    await makePolicies(service.deps).rollback({ at: END, by: { author: 'Cy', reason: 'for the test' } });
    const again = await ask('again');
    expect(JSON.stringify(again.distribution)).toBe(JSON.stringify(before.distribution));
    expect([again.strategy, again.snapshot]).toEqual([before.strategy, before.snapshot]);
    expect((await service.verify()).faults).toEqual([]);
  });
});
