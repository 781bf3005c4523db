import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../../src/core/errors.ts';
import { bootstrap } from '../../../../src/core/evaluation/bootstrap.ts';
import { borrowerHash } from '../../../../src/core/evaluation/borrower-hash.ts';
import {
  doublyRobustStatistic,
  meanStatistic,
  selfNormalisedDoublyRobustStatistic,
  snipsStatistic,
} from '../../../../src/core/evaluation/sum-statistics.ts';

const mean = meanStatistic((reward: number) => reward);
const SETTINGS = { replicates: 400, seed: 1 };

describe('the bootstrap', () => {
  const { add, empty, merge, value } = bootstrap(mean, SETTINGS);
  const rows = Array.from({ length: 500 }, (_, index) => ({
    borrower: `borrower-${index}`,
    example: index % 5 === 0 ? 1 : 0,
  }));

  it('is as wide as the normal interval of independent rows', () => {
    const found = value(add(empty, rows));
    const error = Math.sqrt((0.2 * 0.8) / 500);
    // The standard deviation of 400 replicates is within 10 % in 99.5 % of cases.
    expect(Math.abs((found?.standardError ?? 0) / error - 1)).toBeLessThan(0.1);
    expect(Math.abs((found?.lower ?? 0) - (0.2 - 1.96 * error))).toBeLessThan(0.4 * error);
    expect(Math.abs((found?.upper ?? 0) - (0.2 + 1.96 * error))).toBeLessThan(0.4 * error);
    expect(found?.replicates).toBe(400);
  });

  it('grows with how alike the rows of a borrower are', () => {
    // The same 500 rewards, in 50 borrowers of ten equal rows.
    const clustered = Array.from({ length: 500 }, (_, index) => ({
      borrower: `borrower-${index % 50}`,
      example: (index % 50) % 5 === 0 ? 1 : 0,
    }));
    const ratio =
      (value(add(empty, clustered))?.standardError ?? 0) / (value(add(empty, rows))?.standardError ?? 0);
    expect(ratio).toBeGreaterThan(0.85 * Math.sqrt(10));
    expect(ratio).toBeLessThan(1.15 * Math.sqrt(10));
  });

  it('gives the same replicates wherever the rows are read', () => {
    const parts = merge(add(empty, rows.slice(200)), add(add(empty, rows.slice(0, 77)), rows.slice(77, 200)));
    expect(value(parts)).toEqual(value(add(empty, rows)));
    expect(empty.every((sum) => sum === 0)).toBe(true);
    const other = bootstrap(mean, { ...SETTINGS, seed: 2 });
    expect(other.value(other.add(other.empty, rows))).not.toEqual(value(parts));
  });

  it('interpolates between replicates', () => {
    const two = bootstrap(mean, { replicates: 2, seed: 1 });
    const { lower, upper, standardError } = two.value(two.add(two.empty, rows)) ?? {
      lower: 0,
      upper: 0,
      standardError: 0,
    };
    expect(standardError).toBeGreaterThan(0);
    expect(upper - lower).toBeCloseTo(0.95 * Math.SQRT2 * standardError, 12);
  });

  it('has nothing to say of nothing, and refuses a single replicate', () => {
    expect(value(empty)).toBeUndefined();
    expect(() => bootstrap(mean, { replicates: 1, seed: 0 })).toThrow(InvalidInputError);
  });
});

describe('statistics', () => {
  const example = { reward: 1, logged: 0.25, target: 0.5, predicted: 0.5, predictedOfTarget: 0.25 };
  const other = { reward: 0, logged: 0.5, target: 0.5, predicted: 0.5, predictedOfTarget: 0.75 };
  it.each([
    ['SNIPS', snipsStatistic, 2 / 3],
    ['doubly robust', doublyRobustStatistic, (0.25 + 2 * 0.5 + 0.75 - 0.5) / 2],
    ['self-normalised doubly robust', selfNormalisedDoublyRobustStatistic, 0.5 + (2 * 0.5 - 0.5) / 3],
  ])('%s is a function of its sums', (_, { parts, size, estimate }, wanted) => {
    const [a, b] = [parts(example), parts(other)];
    expect(a).toHaveLength(size);
    expect(estimate(a.map((part, index) => part + (b[index] ?? 0)))).toBeCloseTo(wanted, 12);
    expect(estimate(a.map(() => 0))).toBeUndefined();
  });
});

describe('hashes of borrowers', () => {
  it('spread evenly, and differ between streams', () => {
    const counts = new Array<number>(8).fill(0);
    let alike = 0;
    for (let index = 0; index < 8000; index++) {
      const hash = borrowerHash(`b${index}`, 3);
      const bin = Math.floor(hash(0) / 2 ** 29);
      counts[bin] = (counts[bin] ?? 0) + 1;
      if (bin === Math.floor(hash(1) / 2 ** 29)) alike += 1;
    }
    // Binomial(8000, ⅛): 1000 ± 29.6.
    for (const count of [...counts, alike]) expect(Math.abs(count - 1000)).toBeLessThan(5 * 29.6);
  });
});
