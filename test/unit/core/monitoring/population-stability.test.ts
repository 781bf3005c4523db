import { describe, expect, it } from 'vitest';
import { featureBins } from '../../../../src/core/monitoring/feature-bins.ts';
import {
  populationStability,
  stabilityByChance,
  stabilityOf,
} from '../../../../src/core/monitoring/population-stability.ts';

describe('population stability index', () => {
  it('is by hand 0.228 for even quarters that became 10, 20, 30 and 40 %', () => {
    const byHand = 0.15 * Math.log(2.5) + 0.05 * Math.log(1.25) + 0.05 * Math.log(1.2) + 0.15 * Math.log(1.6);
    expect(byHand).toBeCloseTo(0.2282, 4);
    expect(populationStability([25, 25, 25, 25], [10, 20, 30, 40])).toBeCloseTo(byHand, 3);
  });

  it('lets an empty bin count as one in ten thousand', () => {
    expect(populationStability([90, 10], [100, 0])).toBeCloseTo(0.1 * Math.log(0.1 / 0.0001), 1);
  });

  it.each([
    [0, 'stable'],
    [0.0999, 'stable'],
    [0.1, 'watch'],
    [0.2499, 'watch'],
    [0.25, 'shifted'],
  ])('an index of %d is called %s', (index, word) => {
    expect(stabilityOf(index)).toBe(word);
  });

  it('knows what chance makes of samples of one population', () => {
    expect(stabilityByChance(11, 1000, 200)).toBeCloseTo(10 * 0.006, 12);
  });
});

const MISSING = { rule: 'refuse' } as const;

describe('the bins of a feature', () => {
  const number = {
    kind: 'numeric',
    name: 'x',
    min: 0,
    max: 1000,
    center: 0,
    spread: 1,
    missing: MISSING,
  } as const;

  it('are ten of a number, each with a tenth of the sample, and one for what is missing', () => {
    const sample = Array.from({ length: 100 }, (_, n) => 100 - n);
    const bins = featureBins(number, sample);
    expect(bins.labels).toHaveLength(11);
    const counts = bins.labels.map(() => 0);
    for (const value of sample) counts[bins.place(value)] = (counts[bins.place(value)] ?? 0) + 1;
    expect(counts).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0]);
    expect(bins.place(undefined)).toBe(10);
    expect(bins.place('ten')).toBe(10);
    expect([bins.place(10), bins.place(10.5), bins.place(1000)]).toEqual([0, 1, 9]);
  });

  it('are fewer where many values are equal', () => {
    const bins = featureBins(number, [
      ...Array.from({ length: 85 }, () => 0),
      ...Array.from({ length: 15 }, () => 7),
    ]);
    expect(bins.labels).toEqual(['to 0', 'to 7', 'above 7', 'missing']);
  });

  it('are one of a number that the sample does not have', () => {
    expect(featureBins(number, [undefined, undefined]).labels).toEqual(['any', 'missing']);
  });

  it('are the levels of a categorical feature', () => {
    const bins = featureBins(
      { kind: 'categorical', name: 'x', levels: ['none', 'sms'], missing: MISSING },
      [],
    );
    expect(bins.labels).toEqual(['none', 'sms', 'missing']);
    expect(['none', 'sms', 'fax', 1, undefined].map((value) => bins.place(value))).toEqual([0, 1, 2, 2, 2]);
  });

  it.each([
    [24, 8, '0 to 2'],
    [31, 8, '0 to 3'],
    [12, 8, '0 to 1'],
    [7, 7, '0'],
  ] as const)('are sectors of a circle of %i', (period, sectors, first) => {
    const bins = featureBins({ kind: 'cyclical', name: 'x', period, missing: MISSING }, []);
    expect(bins.labels).toHaveLength(sectors + 1);
    expect(bins.labels[0]).toBe(first);
    const places = Array.from({ length: period }, (_, value) => bins.place(value));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(sectors);
    expect([bins.place(-1), bins.place(period)]).toEqual([sectors, sectors]);
  });
});
