import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { populationStability, SHARE_FLOOR } from '../../../../src/core/monitoring/population-stability.ts';

/** Two samples in the same bins, each with something in it. */
const samples = fc.integer({ min: 1, max: 12 }).chain((bins) => {
  const counts = fc
    .array(fc.nat(1000), { minLength: bins, maxLength: bins })
    .filter((each) => each.some((count) => count > 0));
  return fc.tuple(counts, counts);
});

/** Σ (p − q)·ln(p ÷ q), by the engine's own logarithm, bin by bin. */
function bruteForce(reference: readonly number[], current: readonly number[]): number {
  const shareOf = (counts: readonly number[], bin: number) => {
    let total = 0;
    for (const count of counts) total += count;
    return ((counts[bin] ?? 0) / total) * (1 - counts.length * SHARE_FLOOR) + SHARE_FLOOR;
  };
  let sum = 0;
  for (let bin = 0; bin < reference.length; bin += 1) {
    const p = shareOf(reference, bin);
    const q = shareOf(current, bin);
    sum += (p - q) * Math.log(p / q);
  }
  return sum;
}

function sameShares(a: readonly number[], b: readonly number[]): boolean {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return a.every((count, bin) => count * sum(b) === (b[bin] ?? 0) * sum(a));
}

describe('population stability index', () => {
  test.prop([samples])('is what the formula says', ([a, b]) => {
    expect(populationStability(a, b)).toBeCloseTo(bruteForce(a, b), 10);
  });

  test.prop([samples])('is at least 0 and the same in both directions', ([a, b]) => {
    expect(populationStability(a, b)).toBeGreaterThanOrEqual(0);
    expect(populationStability(a, b)).toBe(populationStability(b, a));
  });

  test.prop([samples])('is 0 only where the shares are the same', ([a, b]) => {
    expect(populationStability(a, b) > 1e-20).toBe(!sameShares(a, b));
  });

  test.prop([samples, fc.integer({ min: 2, max: 9 })])(
    'does not mind the sizes of the samples',
    ([a, b], times) => {
      const larger = b.map((count) => count * times);
      expect(populationStability(a, larger)).toBeCloseTo(populationStability(a, b), 12);
      expect(
        populationStability(
          a,
          a.map((count) => count * times),
        ),
      ).toBeLessThan(1e-12);
    },
  );

  test.prop([samples])('is finite, also where bins are empty', ([a, b]) => {
    expect(populationStability(a, b)).toBeLessThan(2 * Math.log(1 / SHARE_FLOOR));
  });
});
