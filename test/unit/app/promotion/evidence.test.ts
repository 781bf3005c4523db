import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../../../src/adapters/node-sha256.ts';
import { evidenceOfLog, type LogEvidenceInput } from '../../../../src/app/promotion/evidence-of-log.ts';
import { watchedHarms } from '../../../../src/app/promotion/watched-harms.ts';
import { searchPolicies } from '../../../../src/app/search/search-policies.ts';
import { judgePromotion } from '../../../../src/core/experiment/promotion/promotion-gate.ts';
import type { SnapshotId } from '../../../../src/core/identifiers.ts';
import { PAST_CONFIGURATION, simulatedPast } from '../../../support/promotion/simulated-past.ts';

const INPUT: LogEvidenceInput = {
  log: simulatedPast({ rows: 4000, seed: 4, past: 'better' }),
  configuration: PAST_CONFIGURATION,
  policy: { kind: 'learned', strategy: 'linucb' },
  served: 'uniform',
  harms: watchedHarms(PAST_CONFIGURATION),
  waiver: 'no groups are known',
  split: { shares: [0.5] },
  alpha: 0.05,
  seed: 1,
  sha256: nodeSha256,
};

const refusals = (input: LogEvidenceInput) =>
  judgePromotion(evidenceOfLog(input).facts).findings.filter(({ passed }) => !passed);

describe('what a log says of a challenger', () => {
  it('lets a better policy pass that harms nobody', () => {
    expect(refusals(INPUT)).toEqual([]);
  });

  it('keeps back a better policy that makes people complain', () => {
    const log = simulatedPast({ rows: 8000, seed: 4, past: 'harmful' });
    expect(refusals({ ...INPUT, log })).toMatchObject([{ gate: 'harm', subject: 'complaint' }]);
  });

  it('keeps back who is better than somebody else than the champion', () => {
    expect(refusals({ ...INPUT, served: 'linucb' })).toMatchObject([{ gate: 'evidence' }]);
  });

  it('tells how groups fare, and keeps back who leaves one behind', () => {
    const { log } = INPUT;
    // Who opened an e-mail last is in one group, who opened a call in the other.
    const place = log.rows[0]?.features.names.indexOf('lastOpenedChannel=call') ?? -1;
    const groups = new Map(
      log.rows.map(({ borrower, x }) => [borrower, x[place] === 1 ? 'callers' : 'readers']),
    );
    const { facts } = evidenceOfLog({ ...INPUT, groups });
    expect(facts.fairness).toMatchObject({ kind: 'judged' });
    const silent = evidenceOfLog({ ...INPUT, groups, policy: { kind: 'no-contact' } });
    expect(silent.groups?.map(({ group, contact }) => [group, contact.challenger])).toEqual([
      ['callers', 0],
      ['readers', 0],
    ]);
    expect(silent.groups?.[0]?.contact.champion).toBeCloseTo(0.8, 6);
    expect(judgePromotion(silent.facts).findings).toContainEqual(
      expect.objectContaining({ gate: 'fairness', subject: 'contact', passed: false }),
    );
  });

  it('is not asked of what the log had a part in, nor of what is served without a promotion', () => {
    const snapshot = `sha256:${'0'.repeat(64)}` as SnapshotId;
    expect(() => evidenceOfLog({ ...INPUT, policy: { kind: 'snapshot', snapshot } })).toThrow(/--experiment/);
    expect(() => evidenceOfLog({ ...INPUT, policy: { kind: 'configured' } })).toThrow(/rollback/);
  });
});

describe('a search that is cited', () => {
  const settings = {
    strategies: ['linucb', 'arm-means'] as const,
    epsilons: [0.1],
    seed: 1,
    shares: [0.4, 0.3] as const,
    confirm: 1,
    alpha: 0.05,
  };

  it('judges by what it kept apart, at the level that it confirmed at', async () => {
    const search = await searchPolicies({ ...INPUT, settings });
    const policy = search.candidates.find(({ name }) => name === search.best)?.policy;
    if (policy === undefined) throw new Error('nothing was found');
    const { source, facts } = evidenceOfLog({ ...INPUT, search, policy });
    expect(source).toMatchObject({ judgedFrom: search.parts[2]?.from, learnedBefore: search.parts[0]?.to });
    const [confirmed] = search.confirmation?.candidates ?? [];
    if (confirmed?.confirmed.verdict !== 'tell') throw new Error('nothing was confirmed');
    expect(facts.value).toMatchObject({
      challenger: confirmed.confirmed.value,
      challengerLower: confirmed.confirmed.lower,
      difference: { lower: confirmed.confirmed.gain.lower },
      champion: search.confirmation?.champion,
    });
  });

  it('must be of this log, this configuration and this policy', async () => {
    const search = await searchPolicies({ ...INPUT, settings });
    const policy = { kind: 'learned', strategy: 'hybrid-linucb' } as const;
    expect(() => evidenceOfLog({ ...INPUT, search, policy })).toThrow(/did not confirm this policy/);
    const best = search.candidates.find(({ name }) => name === search.best)?.policy ?? policy;
    const cited = { ...INPUT, search, policy: best };
    const log = simulatedPast({ rows: 4000, seed: 5, past: 'better' });
    expect(() => evidenceOfLog({ ...cited, log })).toThrow(/of another log/);
    const configuration = { ...PAST_CONFIGURATION, horizonHours: 24 };
    expect(() => evidenceOfLog({ ...cited, configuration })).toThrow(/another configuration/);
  });
});
