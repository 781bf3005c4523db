import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { clippedIps } from '../../../../src/core/evaluation/clipped-ips.ts';
import { continuousBlending } from '../../../../src/core/evaluation/continuous-blending.ts';
import { directMethod } from '../../../../src/core/evaluation/direct-method.ts';
import { doublyRobust } from '../../../../src/core/evaluation/doubly-robust.ts';
import type { Estimator } from '../../../../src/core/evaluation/estimator.ts';
import { ips } from '../../../../src/core/evaluation/ips.ts';
import {
  type LoggedRow,
  marginalExample,
  modelledExample,
} from '../../../../src/core/evaluation/logged-row.ts';
import { selfNormalisedDoublyRobust } from '../../../../src/core/evaluation/self-normalised-doubly-robust.ts';
import {
  optimisticDoublyRobust,
  pessimisticDoublyRobust,
} from '../../../../src/core/evaluation/shrunken-doubly-robust.ts';
import { slope } from '../../../../src/core/evaluation/slope.ts';
import { snips } from '../../../../src/core/evaluation/snips.ts';
import { subGaussianIps } from '../../../../src/core/evaluation/sub-gaussian-ips.ts';
import { support } from '../../../../src/core/evaluation/support.ts';
import { switchDoublyRobust } from '../../../../src/core/evaluation/switch-doubly-robust.ts';
import { lawsOf } from '../../../support/laws/estimator-laws.ts';
import { arbitraryRow } from '../../../support/off-policy/arbitrary-rows.ts';

const example = arbitraryRow.map(modelledExample);

lawsOf('clipped IPS', clippedIps(1.5), example);
lawsOf('sub-Gaussian IPS', subGaussianIps(0.2), example);
lawsOf('direct method', directMethod, example);
lawsOf('doubly robust', doublyRobust, example);
lawsOf('self-normalised doubly robust', selfNormalisedDoublyRobust, example);
lawsOf('Switch-DR', switchDoublyRobust(1.5), example);
lawsOf('DRos', optimisticDoublyRobust(2), example);
lawsOf('DRps', pessimisticDoublyRobust(1.5), example);
lawsOf('CAB', continuousBlending(1.5), arbitraryRow);
lawsOf('support', support, fc.array(arbitraryRow, { maxLength: 3 }));
lawsOf(
  'SLOPE',
  // Far apart, so that rounding can't turn the choice.
  slope([0, 1e6].map((parameter) => ({ parameter, estimator: optimisticDoublyRobust(parameter) }))),
  example.map((each) => ({ ...each, predictedOfTarget: each.predictedOfTarget + 100 })),
);

const rows = fc.array(arbitraryRow, { minLength: 1, maxLength: 30 });

function meanOf<State, Example>(
  estimator: Estimator<State, Example, { readonly mean: number }>,
  examples: readonly Example[],
): number | undefined {
  return estimator.value(examples.reduce(estimator.add, estimator.empty))?.mean;
}

describe('the ends of each scale', () => {
  const INFINITY = Number.POSITIVE_INFINITY;
  test.prop([rows])('are estimators without one', (log) => {
    const examples = log.map(modelledExample);
    const [dm, dr, plain] = [
      meanOf(directMethod, examples) ?? Number.NaN,
      meanOf(doublyRobust, examples) ?? Number.NaN,
      meanOf(ips, examples) ?? Number.NaN,
    ];
    expect(meanOf(optimisticDoublyRobust(0), examples)).toBeCloseTo(dm, 12);
    expect(meanOf(pessimisticDoublyRobust(0), examples)).toBeCloseTo(dm, 12);
    expect(meanOf(continuousBlending(0), log)).toBeCloseTo(dm, 12);
    expect(meanOf(optimisticDoublyRobust(INFINITY), examples)).toBeCloseTo(dr, 12);
    expect(meanOf(optimisticDoublyRobust(1e12), examples)).toBeCloseTo(dr, 6);
    expect(meanOf(pessimisticDoublyRobust(INFINITY), examples)).toBeCloseTo(dr, 12);
    expect(meanOf(switchDoublyRobust(INFINITY), examples)).toBeCloseTo(dr, 12);
    expect(meanOf(clippedIps(INFINITY), examples)).toBeCloseTo(plain, 12);
    expect(meanOf(subGaussianIps(0), examples)).toBeCloseTo(plain, 12);
    const untaken = log.reduce(
      (sum, row) =>
        sum + row.arms.reduce((all, arm) => all + (arm.logged === 0 ? arm.target * arm.predicted : 0), 0),
      0,
    );
    expect(meanOf(continuousBlending(INFINITY), log)).toBeCloseTo(plain + untaken / log.length, 9);
  });
});

describe('the logging policy itself', () => {
  test.prop([rows])('is valued by its plain mean where the model is only a help', (log) => {
    const own = log.map((row) => ({
      ...row,
      arms: row.arms.map((arm) => ({ ...arm, target: arm.logged, predicted: 0.3 })),
    }));
    const mean = own.reduce((sum, row) => sum + row.reward, 0) / own.length;
    const examples = own.map(modelledExample);
    for (const estimator of [
      clippedIps(1),
      subGaussianIps(0.4),
      doublyRobust,
      switchDoublyRobust(1),
      pessimisticDoublyRobust(1),
    ]) {
      expect(meanOf(estimator, examples)).toBeCloseTo(mean, 9);
    }
    expect(meanOf(selfNormalisedDoublyRobust, examples)).toBeCloseTo(mean, 9);
    expect(meanOf(continuousBlending(1), own)).toBeCloseTo(mean, 9);
  });
});

describe('a model that is right about every row', () => {
  test.prop([rows])('leaves nothing to correct', (log) => {
    const examples = log.map((row) => {
      const modelled = modelledExample(row);
      return { ...modelled, reward: modelled.predicted };
    });
    const dm = meanOf(directMethod, examples) ?? Number.NaN;
    for (const estimator of [doublyRobust, switchDoublyRobust(1), optimisticDoublyRobust(1)]) {
      expect(meanOf(estimator, examples)).toBeCloseTo(dm, 12);
    }
  });
});

describe('a model of nothing', () => {
  test.prop([rows])('leaves the estimators that need none', (log) => {
    const examples = log.map((row) => ({ ...modelledExample(row), predicted: 0, predictedOfTarget: 0 }));
    expect(meanOf(doublyRobust, examples)).toBeCloseTo(meanOf(ips, examples) ?? Number.NaN, 12);
    expect(meanOf(pessimisticDoublyRobust(2), examples)).toBeCloseTo(
      meanOf(clippedIps(2), examples) ?? Number.NaN,
      12,
    );
    const own = snips.value(examples.reduce(snips.add, snips.empty));
    const { add, empty, value } = selfNormalisedDoublyRobust;
    const modelled = value(examples.reduce(add, empty));
    expect(modelled?.mean === undefined).toBe(own === undefined);
    if (own === undefined) return;
    expect(modelled?.mean).toBeCloseTo(own.mean, 9);
    // Both by the delta method; one divides by n, the other by n − 1.
    const bessel = Math.sqrt(examples.length / Math.max(1, examples.length - 1));
    expect(modelled?.standardError).toBeCloseTo(examples.length === 1 ? 0 : own.standardError * bessel, 6);
  });
});

describe('groups of arms', () => {
  test.prop([arbitraryRow])('of one arm each change nothing; one group of all weighs 1', (row) => {
    const { reward, logged, target } = modelledExample(row);
    expect(marginalExample(row, (arm) => arm)).toEqual({ reward, logged, target });
    const all = marginalExample(row, () => 'any');
    expect(all.logged).toBeCloseTo(1, 12);
    expect(all.target).toBeCloseTo(1, 12);
  });

  test.prop([arbitraryRow])('never weigh more than the heaviest of their arms', (row: LoggedRow) => {
    const channel = (arm: string): string => arm.split('|')[0] ?? '';
    const { logged, target } = marginalExample(row, channel);
    const weights = row.arms
      .filter(({ arm }) => channel(arm) === channel(row.taken))
      .map((arm) => (arm.target === 0 ? 0 : arm.target / arm.logged));
    expect(target / logged).toBeLessThanOrEqual(Math.max(...weights) * (1 + 1e-12));
  });
});
