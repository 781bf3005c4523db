import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import { evidenceOfLog } from '../../../src/app/promotion/evidence-of-log.ts';
import { searchPolicies } from '../../../src/app/search/search-policies.ts';
import { betterBy } from '../../../src/core/experiment/promotion/value-gate.ts';
import { PAST_CONFIGURATION, simulatedPast } from '../../support/promotion/simulated-past.ts';

const RUNS = 100;
const ALPHA = 0.05;

describe('where all policies are alike', () => {
  it('no more searches than α promote anything, nor do more policies pass that nobody searched for', async () => {
    let [searched, passed, told] = [0, 0, 0];
    for (let seed = 0; seed < RUNS; seed += 1) {
      const log = simulatedPast({ rows: 2200, seed, past: 'null' });
      const shared = { log, configuration: PAST_CONFIGURATION, sha256: nodeSha256 };
      const { best } = await searchPolicies({
        ...shared,
        settings: {
          strategies: ['arm-means', 'linucb'],
          epsilons: [0.3],
          seed,
          shares: [0.3, 0.35],
          confirm: 2,
          alpha: ALPHA,
        },
      });
      if (best !== undefined) searched += 1;
      const { value } = evidenceOfLog({
        ...shared,
        policy: { kind: 'learned', strategy: 'linucb' },
        served: 'uniform',
        harms: [],
        split: { shares: [0.5] },
        alpha: ALPHA,
        seed,
      }).facts;
      if (value.verdict === 'tell') told += 1;
      if (betterBy(value) !== undefined) passed += 1;
    }
    expect(told).toBeGreaterThan(0.9 * RUNS);
    expect(searched).toBeLessThanOrEqual(ALPHA * RUNS);
    expect(passed).toBeLessThanOrEqual(ALPHA * RUNS);
  });
});
