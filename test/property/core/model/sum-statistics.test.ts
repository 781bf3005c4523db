import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Statistics } from '../../../../src/core/model/statistics.ts';
import { sumStatistics } from '../../../../src/core/model/sum-statistics.ts';

const UNIT = 2 ** -24;
/** Sums as they may stand in a full item: up to 2^53 steps of 2^-24. */
const sum = fc
  .oneof(fc.maxSafeInteger(), fc.constantFrom(2 ** 53, 2 ** 53 - 1, -(2 ** 53)))
  .map((steps) => steps * UNIT + 0);
const part: fc.Arbitrary<Statistics> = fc.constantFrom(['a'], ['a', 'b'], ['b', 'c']).chain((names) =>
  fc.record({
    names: fc.constant(names),
    gram: fc
      .array(sum, { minLength: names.length === 1 ? 1 : 3, maxLength: names.length === 1 ? 1 : 3 })
      .map((s) => Float64Array.from(s)),
    vector: fc
      .array(sum, { minLength: names.length, maxLength: names.length })
      .map((s) => Float64Array.from(s)),
    count: fc.nat({ max: 2 ** 23 }),
    rewardSum: sum,
    rewardSquareSum: sum,
  }),
);
const parts = fc.array(part, { maxLength: 30 });

describe('the sum of full siblings', () => {
  test.prop([
    parts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    ),
  ])('does not depend on their order, though it exceeds what float64 adds exactly', ([all, shuffled]) => {
    expect(sumStatistics(shuffled)).toEqual(sumStatistics(all));
  });

  test.prop([parts])('is the true sum rounded once', (all) => {
    const total = sumStatistics(all);
    const exact = (term: (each: Statistics) => number): number =>
      Number(all.reduce((before, each) => before + BigInt(term(each) * 2 ** 24), 0n)) * UNIT;
    expect(total.count).toBe(all.reduce((count, each) => count + each.count, 0));
    expect(total.rewardSum).toBe(exact((each) => each.rewardSum));
    expect(total.rewardSquareSum).toBe(exact((each) => each.rewardSquareSum));
    total.names.forEach((name, index) => {
      expect(total.vector[index]).toBe(exact((each) => each.vector[each.names.indexOf(name)] ?? 0));
    });
  });
});

test.prop([part])('one part is its own sum, and empty parts add nothing', (only) => {
  expect(sumStatistics([sumStatistics([]), only, sumStatistics([])])).toEqual(sumStatistics([only]));
});
