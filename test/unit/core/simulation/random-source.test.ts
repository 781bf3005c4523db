import { describe, expect, test } from 'vitest';
import { randomSource } from '../../../../src/core/simulation/random-source.ts';
import { splitMix64 } from '../../../../src/core/simulation/split-mix-64.ts';
import { xoshiro128 } from '../../../../src/core/simulation/xoshiro128.ts';

describe('the generators give the published streams', () => {
  test('xoshiro128** 1.1 from state 1, 2, 3, 4 (reference vector of rand_xoshiro, from the authors’ C code)', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('SplitMix64 (reference vector of rand_xoshiro, from the authors’ C code)', () => {
    const next = splitMix64(1477776061723855037n);
    expect(Array.from({ length: 5 }, next)).toEqual([
      1985237415132408290n,
      2979275885539914483n,
      13511426838097143398n,
      8488337342461049707n,
      15141737807933549159n,
    ]);
  });
});

describe('a random source', () => {
  test('repeats itself for the same seed and path, and for no other', () => {
    const draws = (seed: number, ...path: string[]): number[] => {
      const random = randomSource(seed, ...path);
      return Array.from({ length: 8 }, () => random.unit());
    };
    expect(draws(1, 'borrower', '17')).toEqual(draws(1, 'borrower', '17'));
    expect(draws(1, 'borrower', '17')).not.toEqual(draws(2, 'borrower', '17'));
    expect(draws(1, 'borrower', '17')).not.toEqual(draws(1, 'borrower', '18'));
    expect(draws(1, 'ab', 'c')).not.toEqual(draws(1, 'a', 'bc'));
  });

  test('draws uniformly: 60,000 dice fall 10,000 times on each side, within five standard deviations', () => {
    const random = randomSource(7, 'dice');
    const counts = [0, 0, 0, 0, 0, 0];
    for (let roll = 0; roll < 60_000; roll++) {
      const side = random.index(6);
      counts[side] = (counts[side] ?? 0) + 1;
    }
    const tolerance = 5 * Math.sqrt(60_000 * (1 / 6) * (5 / 6));
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(tolerance);
  });

  test('draws normals with mean 0 and variance 1, within five standard errors', () => {
    const random = randomSource(7, 'normal');
    const values = Array.from({ length: 40_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(40_000));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 40_000));
  });

  test('picks in proportion to the weights and never what has weight 0', () => {
    const random = randomSource(7, 'pick');
    const counts = { email: 0, sms: 0, call: 0 };
    for (let draw = 0; draw < 30_000; draw++) counts[random.pick({ email: 2, sms: 1, call: 0 })] += 1;
    expect(counts.call).toBe(0);
    expect(Math.abs(counts.email - 20_000)).toBeLessThan(5 * Math.sqrt(30_000 * (2 / 3) * (1 / 3)));
    expect(() => random.pick({ email: 0 })).toThrow('at least one weight');
  });
});
