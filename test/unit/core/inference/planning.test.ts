import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  bonferroni,
  eBenjaminiHochberg,
  holm,
} from '../../../../src/core/inference/multiplicity.ts';
import {
  daysNeeded,
  detectableEffect,
  type Looks,
  powerOf,
  unitsNeeded,
} from '../../../../src/core/inference/power-planner.ts';

const experiment = { effect: 0.1, controlVariance: 1, treatmentVariance: 1, treatedShare: 0.5, level: 0.05 };
const kinds: readonly Looks[] = ['once', 'always'];

describe('the power planner', () => {
  it('needs 1,570 units a group for a tenth of a standard deviation, as every table says', () => {
    expect(unitsNeeded(experiment, 0.8, 'once')).toBe(3140);
  });

  it.each(kinds)('finds the smallest number of units (%s)', (looks) => {
    const units = unitsNeeded(experiment, 0.9, looks);
    expect(powerOf(experiment, units, looks)).toBeGreaterThanOrEqual(0.9);
    expect(powerOf(experiment, units - 1, looks)).toBeLessThan(0.9);
    expect(detectableEffect(experiment, { units, power: 0.9, looks })).toBeCloseTo(0.1, 4);
  });

  it('pays for looks with units, and for uneven groups', () => {
    const once = unitsNeeded(experiment, 0.8, 'once');
    expect(unitsNeeded(experiment, 0.8, 'always')).toBeGreaterThan(1.5 * once);
    expect(unitsNeeded(experiment, 0.8, 'always')).toBeLessThan(2.5 * once);
    const uneven = unitsNeeded({ ...experiment, treatedShare: 0.1 }, 0.8, 'once');
    expect(Math.abs(uneven - once / (4 * 0.1 * 0.9))).toBeLessThan(2);
    expect(unitsNeeded({ ...experiment, effect: -0.1 }, 0.8, 'once')).toBe(once);
    expect(unitsNeeded({ ...experiment, effect: 100 }, 0.8, 'once')).toBe(1);
    expect(unitsNeeded({ ...experiment, effect: 1e-160 }, 0.8, 'once')).toBe(Number.POSITIVE_INFINITY);
  });

  it('waits for the last outcome', () => {
    expect(daysNeeded(3140, 100, 14)).toBe(46);
    expect(daysNeeded(0, 100, 0)).toBe(0);
  });

  it.each([
    [{ effect: 0 }, /^effect is 0/],
    [{ treatedShare: 1 }, /^treatedShare is 1/],
    [{ controlVariance: 0 }, /^controlVariance is 0/],
    [{ level: 0 }, /^level is 0/],
  ])('refuses %o', (change, message) => {
    expect(() => unitsNeeded({ ...experiment, ...change }, 0.8, 'once')).toThrow(message);
  });
});

describe('multiplicity', () => {
  const pValues = [0.01, 0.04, 0.03, 0.005, 0.5];
  const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(6)));

  it('adjusts as p.adjust of R does', () => {
    expect(rounded(bonferroni(pValues))).toEqual([0.05, 0.2, 0.15, 0.025, 1]);
    expect(rounded(holm(pValues))).toEqual([0.04, 0.09, 0.09, 0.025, 0.5]);
    expect(rounded(benjaminiHochberg(pValues))).toEqual([0.025, 0.05, 0.05, 0.025, 0.5]);
  });

  it('rejects by e-values as many as the k-th largest allows', () => {
    const logs = [30, 1, 45, 100].map(Math.log);
    // At 0.1 of four: 40 for one, 20 for two, 13.3 for three, 10 for four.
    expect(eBenjaminiHochberg(logs, 0.1)).toEqual([true, false, true, true]);
    expect(eBenjaminiHochberg([Math.log(39), 0, 0, 0], 0.1)).toEqual([false, false, false, false]);
    expect(eBenjaminiHochberg([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], 0.1)).toEqual([
      true,
      false,
    ]);
    expect(eBenjaminiHochberg([], 0.1)).toEqual([]);
  });

  it('refuses what is no p-value or e-value', () => {
    expect(() => holm([1.5])).toThrow(/^pValue is 1.5/);
    expect(() => eBenjaminiHochberg([Number.NaN], 0.1)).toThrow(/^logEvidence is NaN/);
  });
});
