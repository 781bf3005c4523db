import { describe, expect, it } from 'vitest';
import { ips } from '../../../../src/core/evaluation/ips.ts';
import type { LoggedExample } from '../../../../src/core/evaluation/logged-example.ts';
import { snips } from '../../../../src/core/evaluation/snips.ts';
import { weightDiagnostics } from '../../../../src/core/evaluation/weight-diagnostics.ts';

const LOG: readonly LoggedExample[] = [
  { reward: 1, logged: 0.5, target: 1 },
  { reward: 0, logged: 0.25, target: 0.25 },
  { reward: 0.5, logged: 0.8, target: 0.4 },
  { reward: 1, logged: 0.5, target: 0 },
];
// The weights are 2, 1, 0.5, 0.

describe('off-policy estimators', () => {
  it('weigh a single row as VowpalWabbit/estimators does', () => {
    const row: LoggedExample = { reward: 1, logged: 0.3, target: 0.6 };
    expect(ips.value(ips.add(ips.empty, row))?.mean).toBe(2);
    expect(snips.value(snips.add(snips.empty, row))?.mean).toBe(1);
  });

  it('IPS is the mean of weight × reward', () => {
    const value = ips.value(LOG.reduce(ips.add, ips.empty));
    expect(value?.mean).toBeCloseTo((2 + 0 + 0.25 + 0) / 4, 12);
    expect(value?.count).toBe(4);
  });

  it('SNIPS divides by the weights instead of the rows, with the error of the delta method', () => {
    const value = snips.value(LOG.reduce(snips.add, snips.empty));
    const mean = 2.25 / 3.5;
    const residuals = [2 * (1 - mean), 1 * (0 - mean), 0.5 * (0.5 - mean), 0];
    expect(value?.mean).toBeCloseTo(mean, 12);
    expect(value?.standardError).toBeCloseTo(Math.hypot(...residuals) / 3.5, 12);
  });

  it('the weights tell how much of the log speaks for the policy', () => {
    expect(weightDiagnostics.value(LOG.reduce(weightDiagnostics.add, weightDiagnostics.empty))).toEqual({
      effectiveSampleSize: 3.5 ** 2 / (4 + 1 + 0.25),
      meanWeight: 3.5 / 4,
      largestWeight: 2,
    });
  });

  it('have no value where none is known', () => {
    const unsupported = { reward: 1, logged: 0.5, target: 0 };
    expect(ips.value(ips.empty)).toBeUndefined();
    expect(snips.value(snips.add(snips.empty, unsupported))).toBeUndefined();
    expect(weightDiagnostics.value(weightDiagnostics.empty)).toBeUndefined();
    expect(
      weightDiagnostics.value(weightDiagnostics.add(weightDiagnostics.empty, unsupported))
        ?.effectiveSampleSize,
    ).toBe(0);
  });
});
