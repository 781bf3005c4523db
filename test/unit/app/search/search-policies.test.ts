import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../../../src/adapters/node-sha256.ts';
import type { SearchLog, SearchSettings } from '../../../../src/app/search/search-log.ts';
import { searchPolicies } from '../../../../src/app/search/search-policies.ts';
import { searchLogOf, searchLogSchema } from '../../../../src/contracts/search-log.ts';
import { PAST_CONFIGURATION, simulatedPast } from '../../../support/promotion/simulated-past.ts';

const SETTINGS: SearchSettings = {
  strategies: ['arm-means', 'linucb'],
  epsilons: [0.1],
  seed: 1,
  shares: [0.4, 0.3],
  confirm: 2,
  alpha: 0.05,
};
const INPUT = {
  log: simulatedPast({ rows: 5000, seed: 1, past: 'better' }),
  configuration: PAST_CONFIGURATION,
  settings: SETTINGS,
  sha256: nodeSha256,
};

describe('a policy search', () => {
  it('finds the better policy, and says by how much at least', async () => {
    const { best, confirmation, candidates } = await searchPolicies(INPUT);
    expect(best).toBe('linucb ε 0.1');
    expect(candidates.map(({ name }) => name)).toEqual(['arm-means ε 0.1', 'linucb ε 0.1']);
    const [first] = confirmation?.candidates ?? [];
    // Of those who opened a call last it earns 0.95 − 0.25, of the others 0.7 − 0.01; what made the log about 0.15.
    const truth = 0.9 * ((0.95 - 0.25 + 0.7 - 0.01) / 2) + 0.1 * 0.15 - 0.15;
    if (first?.confirmed.verdict !== 'tell') throw new Error('nothing could be told');
    expect(first.confirmed.gain.lower).toBeGreaterThan(0);
    expect(first.confirmed.gain.lower).toBeLessThan(truth);
    expect(first.confirmed.gain.upper).toBeGreaterThan(truth);
    expect(confirmation?.level).toBeCloseTo(0.975, 12);
  });

  it('is the same whether it was interrupted or not, and does nothing twice', async () => {
    const states: SearchLog[] = [];
    const whole = await searchPolicies(INPUT, async (state) => {
      states.push(searchLogOf(searchLogSchema.parse(JSON.parse(JSON.stringify(state)))));
    });
    const [interrupted] = states;
    if (interrupted === undefined) throw new Error('no step was told');
    expect(interrupted).toMatchObject({ finished: false, candidates: [{ name: 'arm-means ε 0.1' }] });
    // What it knows already is taken as it is: a mark on it stays.
    const marked = {
      ...interrupted,
      candidates: interrupted.candidates.map((each) => ({
        ...each,
        selected: { verdict: 'cannot-tell' as const, reasons: ['marked'], needs: [] },
      })),
    };
    expect(await searchPolicies({ ...INPUT, before: interrupted })).toEqual(whole);
    const resumed = await searchPolicies({ ...INPUT, before: marked });
    expect(resumed.candidates[0]?.selected).toMatchObject({ reasons: ['marked'] });
  });

  it('takes nothing over from a search of another log', async () => {
    const other = await searchPolicies({
      ...INPUT,
      log: simulatedPast({ rows: 3000, seed: 2, past: 'null' }),
    });
    const fresh = await searchPolicies({ ...INPUT, before: other });
    expect(fresh).toEqual(await searchPolicies(INPUT));
  });

  it('chooses by nothing that confirms', async () => {
    const confirming = (await searchPolicies(INPUT)).parts[2]?.from ?? '';
    const { log } = INPUT;
    const spoilt = {
      ...log,
      rows: log.rows.map((row) =>
        new Date(row.at).toISOString() >= confirming
          ? { ...row, reward: row.reward - row.beforeCost, beforeCost: 0 }
          : row,
      ),
    };
    const [honest, other] = [await searchPolicies(INPUT), await searchPolicies({ ...INPUT, log: spoilt })];
    expect(other.candidates).toEqual(honest.candidates);
    // Where nothing ever pays, the one that calls least is best.
    expect([honest.best, other.best]).toEqual(['linucb ε 0.1', 'arm-means ε 0.1']);
  });
});
