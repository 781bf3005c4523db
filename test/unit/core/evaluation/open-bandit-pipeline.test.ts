import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clippedIps } from '../../../../src/core/evaluation/clipped-ips.ts';
import { directMethod } from '../../../../src/core/evaluation/direct-method.ts';
import { doublyRobust } from '../../../../src/core/evaluation/doubly-robust.ts';
import { ips } from '../../../../src/core/evaluation/ips.ts';
import { type LoggedRow, modelledExample } from '../../../../src/core/evaluation/logged-row.ts';
import type { MeanEstimator } from '../../../../src/core/evaluation/mean-of.ts';
import type { ModelledExample } from '../../../../src/core/evaluation/modelled-example.ts';
import { selfNormalisedDoublyRobust } from '../../../../src/core/evaluation/self-normalised-doubly-robust.ts';
import {
  optimisticDoublyRobust,
  pessimisticDoublyRobust,
} from '../../../../src/core/evaluation/shrunken-doubly-robust.ts';
import { slope } from '../../../../src/core/evaluation/slope.ts';
import { snips } from '../../../../src/core/evaluation/snips.ts';
import { subGaussianIps } from '../../../../src/core/evaluation/sub-gaussian-ips.ts';
import { switchDoublyRobust } from '../../../../src/core/evaluation/switch-doubly-robust.ts';
import GOLDEN from '../../../fixtures/off-policy/golden.json' with { type: 'json' };

/** The log that `make.py` beside it gave to the Open Bandit Pipeline. */
const LOG: readonly LoggedRow[] = readFileSync('test/fixtures/off-policy/log.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [taken = 0, reward = 0, ...shares] = line.split(',').map(Number);
    const arms = [0, 1, 2, 3].map((arm) => ({
      arm: `${arm}`,
      logged: shares[arm] ?? 0,
      target: shares[4 + arm] ?? 0,
      predicted: shares[8 + arm] ?? 0,
    }));
    return { reward, taken: `${taken}`, arms };
  });
const EXAMPLES = LOG.map(modelledExample);

describe('values equal those of the Open Bandit Pipeline', () => {
  it.each<[string, MeanEstimator<ModelledExample>, number]>([
    ['IPS', ips, GOLDEN.ips],
    ['clipped IPS', clippedIps(2), GOLDEN.clippedIps2],
    ['sub-Gaussian IPS', subGaussianIps(0.1), GOLDEN.sgIps01],
    ['direct method', directMethod, GOLDEN.dm],
    ['doubly robust', doublyRobust, GOLDEN.dr],
    ['Switch-DR', switchDoublyRobust(2), GOLDEN.switchDr2],
    ['DRos', optimisticDoublyRobust(3), GOLDEN.drOs3],
    ['DRps', pessimisticDoublyRobust(2), GOLDEN.drps2],
  ])('%s', (_, { add, empty, value }, golden) => {
    expect(Math.abs((value(EXAMPLES.reduce(add, empty))?.mean ?? Number.NaN) - golden)).toBeLessThan(1e-9);
  });

  it.each([
    ['SNIPS', snips.value(EXAMPLES.reduce(snips.add, snips.empty)), GOLDEN.snips],
    [
      'SNDR',
      selfNormalisedDoublyRobust.value(
        EXAMPLES.reduce(selfNormalisedDoublyRobust.add, selfNormalisedDoublyRobust.empty),
      ),
      GOLDEN.sndr,
    ],
  ])('%s', (_, found, golden) => {
    expect(Math.abs((found?.mean ?? Number.NaN) - golden)).toBeLessThan(1e-9);
  });

  it('and SLOPE picks the same λ for DRos', () => {
    const { add, empty, value } = slope(
      [0, 0.1, 1, 10, 100, 1000].map((parameter) => ({
        parameter,
        estimator: optimisticDoublyRobust(parameter),
      })),
    );
    expect(value(EXAMPLES.reduce(add, empty))?.parameter).toBe(GOLDEN.slopeOfDrOs);
  });
});
