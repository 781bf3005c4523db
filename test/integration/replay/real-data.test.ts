import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OBD_MEN } from '../../../cli/replay/datasets/obd-men.ts';
import { dataFolder } from '../../../cli/replay/locate-data.ts';
import { makeWorld } from '../../../cli/replay/make-world.ts';
import { readCsv } from '../../../cli/replay/read-csv.ts';
import { planReplay } from '../../../cli/replay/replay-plan.ts';
import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import { ips } from '../../../src/core/evaluation/ips.ts';
import type { LoggedExample } from '../../../src/core/evaluation/logged-example.ts';
import { snips } from '../../../src/core/evaluation/snips.ts';
import { weightDiagnostics } from '../../../src/core/evaluation/weight-diagnostics.ts';
import { runTiny } from '../../support/tiny-replay.ts';

const folder = dataFolder();

async function obdLog(campaign: string, items: number): Promise<LoggedExample[]> {
  const [policy, gender] = campaign.split('/');
  const examples: LoggedExample[] = [];
  for await (const row of readCsv(join(folder ?? '', `obd/${policy}/${gender}/${gender}.csv.gz`), ',')) {
    examples.push({
      reward: Number(row['click']),
      logged: Number(row['propensity_score']),
      target: 1 / items,
    });
  }
  return examples;
}

describe.runIf(folder !== undefined)('real data', () => {
  it.each([
    ['random/men', 34, 46],
    ['bts/men', 34, 69],
    ['random/women', 46, 46],
    ['bts/women', 46, 46],
  ])('%s has 10,000 rows and its clicks', async (campaign, items, clicks) => {
    const log = await obdLog(campaign, items);
    expect(log).toHaveLength(10_000);
    expect(log.filter(({ reward }) => reward === 1)).toHaveLength(clicks);
  });

  it('random/men was logged uniformly, so that the uniform policy earns its click rate exactly', async () => {
    const log = await obdLog('random/men', 34);
    for (const { logged } of log) expect(logged).toBeCloseTo(1 / 34, 12);
    expect(ips.value(log.reduce(ips.add, ips.empty))?.mean).toBeCloseTo(0.0046, 9);
  });

  it('the uniform policy is worth IPS 0.003009 and SNIPS 0.003189 by the log bts/men', async () => {
    const log = await obdLog('bts/men', 34);
    const value = ips.value(log.reduce(ips.add, ips.empty));
    const weights = weightDiagnostics.value(log.reduce(weightDiagnostics.add, weightDiagnostics.empty));
    expect(value?.mean).toBeCloseTo(0.003009, 6);
    expect(Math.sqrt((value?.variance ?? 0) / 10_000)).toBeCloseTo(0.00077, 5);
    expect(snips.value(log.reduce(snips.add, snips.empty))?.mean).toBeCloseTo(0.003189, 6);
    expect(weights?.meanWeight).toBeCloseTo(0.943, 3);
    expect(Math.round(weights?.largestWeight ?? 0)).toBe(178);
    expect(Math.round(weights?.effectiveSampleSize ?? 0)).toBe(656);
  });

  it('the log bts/women is worth two rows to the uniform policy', async () => {
    const log = await obdLog('bts/women', 46);
    const weights = weightDiagnostics.value(log.reduce(weightDiagnostics.add, weightDiagnostics.empty));
    expect(ips.value(log.reduce(ips.add, ips.empty))?.mean).toBeCloseTo(0.007438, 6);
    expect(snips.value(log.reduce(snips.add, snips.empty))?.mean).toBeCloseTo(0.002373, 6);
    expect(weights?.meanWeight).toBeCloseTo(3.134, 3);
    expect(Math.round(weights?.largestWeight ?? 0)).toBe(21_739);
    expect(weights?.effectiveSampleSize).toBeCloseTo(2.1, 1);
  });

  it('bank-marketing has 41,188 rows and 4,640 subscriptions, and its outcome model beats the overall rate', async () => {
    const settings = { seed: 1, publishEvery: 500, delayRows: 48 };
    const plan = planReplay({ dataset: 'bank-marketing' }, settings, Number.POSITIVE_INFINITY);
    const { outcomeModel, rows } = await makeWorld(plan, nodeSha256);
    expect(rows).toBe(41_188);
    expect(outcomeModel?.outcomes).toBe(4640);
    expect(outcomeModel?.baselineLogLoss).toBeCloseTo(0.3521, 3);
    expect(outcomeModel?.heldOutLogLoss).toBeLessThan(0.32);
  });

  it('obd-men is replayed: about one row in 34 is kept', async () => {
    const settings = { seed: 1, publishEvery: 500, delayRows: 48 };
    const { counts, findings } = await runTiny(planReplay({ dataset: OBD_MEN.schema.name }, settings, 2000));
    expect(counts?.learned?.credits).toBe(counts?.carriedOut);
    // Binomial(2000, 1/34): 59 ± 7.6.
    expect(findings.rejectionReplay?.rows).toBeGreaterThan(59 - 5 * 7.6);
    expect(findings.rejectionReplay?.rows).toBeLessThan(59 + 5 * 7.6);
  });
});

describe.runIf(folder === undefined)('real data', () => {
  it('is not here: set RAPPORT_DATA_DIR to its folder to run these tests', () => {
    expect(dataFolder({})).toBeUndefined();
  });
});
