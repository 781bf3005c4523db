import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dataFolder, locateData } from '../../../cli/replay/locate-data.ts';
import { gate } from '../../../src/core/evaluation/gate.ts';
import { ips } from '../../../src/core/evaluation/ips.ts';
import type { LoggedExample } from '../../../src/core/evaluation/logged-example.ts';
import { snips } from '../../../src/core/evaluation/snips.ts';
import { weightDiagnostics } from '../../../src/core/evaluation/weight-diagnostics.ts';

const folder = dataFolder();

/** A log of Thompson sampling, seen by an even choice of the items. */
function thompsonLog(campaign: 'men' | 'women', items: number): readonly LoggedExample[] {
  const path = locateData(`obd/bts/${campaign}/${campaign}.csv.gz`, 'Open Bandit Dataset, arXiv 2008.07146');
  const [header = '', ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
  const columns = header.split(',');
  const [click, propensity] = [columns.indexOf('click'), columns.indexOf('propensity_score')];
  return lines.map((line) => {
    const cells = line.split(',');
    return { reward: Number(cells[click]), logged: Number(cells[propensity]), target: 1 / items };
  });
}

function summaryOf(log: readonly LoggedExample[]) {
  const weights = log.reduce(weightDiagnostics.add, weightDiagnostics.empty);
  return {
    ips: ips.value(log.reduce(ips.add, ips.empty))?.mean,
    snips: snips.value(log.reduce(snips.add, snips.empty))?.mean,
    diagnostics: weightDiagnostics.value(weights),
    verdict: gate({ weights }),
  };
}

// Skipped without the public data: it may not be copied into this repository; RAPPORT_DATA_DIR says where it is.
describe.skipIf(folder === undefined)('an even choice, from logs of Thompson sampling', () => {
  it('is valued for men', () => {
    const { ips: plain, snips: own, diagnostics, verdict } = summaryOf(thompsonLog('men', 34));
    expect(plain?.toFixed(6)).toBe('0.003009');
    expect(own?.toFixed(6)).toBe('0.003189');
    expect(Math.round(diagnostics?.effectiveSampleSize ?? 0)).toBe(656);
    expect(diagnostics?.meanWeight.toFixed(3)).toBe('0.943');
    expect(verdict).toEqual({ verdict: 'tell' });
  });

  it('is refused for women: the log is worth two rows', () => {
    const { ips: plain, snips: own, diagnostics, verdict } = summaryOf(thompsonLog('women', 46));
    expect(plain?.toFixed(6)).toBe('0.007438');
    expect(own?.toFixed(6)).toBe('0.002373');
    expect(diagnostics?.largestWeight).toBeCloseTo(21_739, 0);
    if (verdict.verdict === 'tell') throw new Error('the gate was open');
    expect(verdict.reasons).toEqual([
      "10000 rows are worth 2 of the policy's own; it takes 200.",
      'One row has 69.4 % of all weight.',
    ]);
    // Below 1 ÷ 46, so that a log with this floor is possible.
    expect(verdict.needs).toEqual({
      floor: 0.02,
      words: ['Collect as many rows logged with a probability of at least 0.020 for every action.'],
    });
  });
});

describe.runIf(folder === undefined)('the Open Bandit Dataset', () => {
  it('is not here: set RAPPORT_DATA_DIR to its folder to run these tests', () => {
    expect(dataFolder({})).toBeUndefined();
  });
});
