import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { inverseGap, inverseGapShares } from '../../../../src/core/policy/inverse-gap.ts';

const levelArb = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map((quarters) => quarters / 4),
  fc.double({ min: -8, max: 8, noNaN: true }),
);
const levelsArb = fc.array(levelArb, { minLength: 1, maxLength: 30 }).map((all) => Float64Array.from(all));
const gammaArb = fc.oneof(fc.constantFrom(0, 1, 10), fc.double({ min: 0, max: 1e6, noNaN: true }));
/** Levels with the channel of each. */
const groupedArb = levelsArb.chain((levels) =>
  fc.record({
    levels: fc.constant(levels),
    channels: fc.array(fc.constantFrom('call', 'email', 'letter', 'sms'), {
      minLength: levels.length,
      maxLength: levels.length,
    }),
    gamma: gammaArb,
  }),
);

const sumOf = (shares: Float64Array) => shares.reduce((sum, share) => sum + share, 0);
const bestOf = (levels: Iterable<number>) => Math.max(...levels);

describe('on one level', () => {
  test('a vector worked by hand', () => {
    const shares = inverseGap(Float64Array.of(0.1, 0.3, 0.25, 0), 10);
    const expected = [0.16666667, 0.46825397, 0.22222222, 0.14285714];
    expect([...shares]).toEqual(expected.map((share) => expect.closeTo(share, 8)));
  });

  test.prop([levelsArb, gammaArb])(
    'an action has 1 ÷ (K + γ·gap), the best have the rest evenly',
    (levels, gamma) => {
      const shares = inverseGap(levels, gamma);
      const best = bestOf(levels);
      const winners = shares.filter((_, index) => levels[index] === best);
      levels.forEach((level, index) => {
        if (level < best) expect(shares[index]).toBe(1 / (levels.length + gamma * (best - level)));
        else expect(shares[index]).toBe(winners[0]);
      });
      expect(sumOf(shares)).toBeCloseTo(1, 12);
      expect(winners[0]).toBeGreaterThanOrEqual(1 / levels.length - 1e-12);
    },
  );

  test.prop([levelsArb, gammaArb, gammaArb])('a larger γ gives the best no less', (levels, one, other) => {
    const best = levels.indexOf(bestOf(levels));
    const [less = 0, more = 0] = [one, other].sort((a, b) => a - b).map((g) => inverseGap(levels, g)[best]);
    expect(more).toBeGreaterThanOrEqual(less - 1e-12);
  });
});

describe('on two levels', () => {
  test.prop([groupedArb])(
    'an action has what its channel has by its best action, times what it has there',
    ({ levels, channels, gamma }) => {
      const names = [...new Set(channels)].sort();
      const members = names.map((name) => [...levels.keys()].filter((index) => channels[index] === name));
      const levelsOf = (indexes: readonly number[]) => Float64Array.from(indexes, (i) => levels[i] ?? 0);
      const tops = Float64Array.from(members, (indexes) => bestOf(levelsOf(indexes)));
      const ofChannels = inverseGap(tops, gamma);
      const shares = inverseGapShares(levels, channels, gamma);
      members.forEach((indexes, channel) => {
        const within = inverseGap(levelsOf(indexes), gamma);
        indexes.forEach((index, place) => {
          const product = (ofChannels[channel] ?? 0) * (within[place] ?? 0);
          expect(Math.abs((shares[index] ?? Number.NaN) - product)).toBeLessThan(1e-13);
        });
      });
      expect(sumOf(shares)).toBeCloseTo(1, 12);
    },
  );

  test.prop([groupedArb])('γ = 0 is even among channels, and within each', ({ levels, channels }) => {
    const shares = inverseGapShares(levels, channels, 0);
    const count = new Set(channels).size;
    channels.forEach((channel, index) => {
      const siblings = channels.filter((each) => each === channel).length;
      expect(shares[index]).toBeCloseTo(1 / count / siblings, 13);
    });
  });

  test.prop([groupedArb])(
    'channels of one action each, and one channel of all, are one level',
    ({ levels, gamma }) => {
      const own = Array.from(levels, (_, index) => `channel-${index}`);
      expect(inverseGapShares(levels, own, gamma)).toEqual(inverseGap(levels, gamma));
      expect(inverseGapShares(levels, own.fill('all'), gamma)).toEqual(inverseGap(levels, gamma));
    },
  );

  test('a very large γ is greedy', () => {
    const shares = inverseGapShares(Float64Array.of(0.1, 0.3, 0.25, 0.2), ['a', 'a', 'b', 'b'], 1e12);
    expect([...shares]).toEqual([0, 1, 0, 0].map((share) => expect.closeTo(share, 9)));
  });
});
