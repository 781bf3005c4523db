import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { averageRanks, ranksOf } from '../../../bench/bakeoff/ranks.ts';

describe('ranks', () => {
  test('are places from 1, equal values sharing the mean of theirs', () => {
    expect(ranksOf([0.3, 0.1, 0.2])).toEqual([3, 1, 2]);
    expect(ranksOf([0.1, 0.1, 0.2, 0.2, 0.2])).toEqual([1.5, 1.5, 4, 4, 4]);
  });

  test.prop([fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 })])(
    'sum to n(n + 1) ÷ 2 whatever ties',
    (values) => {
      const sum = ranksOf(values).reduce((total, rank) => total + rank, 0);
      expect(sum).toBeCloseTo((values.length * (values.length + 1)) / 2, 9);
    },
  );
});

describe('average ranks', () => {
  const losses = new Map([
    // Always best on the first set, always last on the second.
    [
      'steady',
      [
        [0.1, 0.1, 0.1],
        [0.9, 0.9, 0.9],
      ],
    ],
    // Second on the first set; first on the second.
    [
      'better',
      [
        [0.2, 0.2, 0.2],
        [0.1, 0.1, 0.1],
      ],
    ],
    // Its place on the first set hangs on the shuffle.
    [
      'shaky',
      [
        [0.05, 0.5, 0.5],
        [0.5, 0.5, 0.5],
      ],
    ],
  ]);

  test('are means over sets of places by mean loss, best first', () => {
    expect(averageRanks(losses).map(({ policy, value }) => [policy, value])).toEqual([
      ['better', 1.5],
      ['steady', 2],
      ['shaky', 2.5],
    ]);
  });

  test('have an interval where the shuffles decide, and a point where they do not', () => {
    const ranks = new Map(averageRanks(losses).map((rank) => [rank.policy, rank]));
    expect(ranks.get('shaky')).toMatchObject({ lower: 1.5, upper: 2.5 });
    expect(ranks.get('better')).toMatchObject({ lower: 1.5, upper: 2 });
    expect(
      averageRanks(
        new Map([
          ['one', [[0.1, 0.2]]],
          ['other', [[0.3, 0.4]]],
        ]),
      ),
    ).toEqual([
      { policy: 'one', value: 1, lower: 1, upper: 1 },
      { policy: 'other', value: 2, lower: 2, upper: 2 },
    ]);
  });

  test('hold what was observed', () => {
    for (const { value, lower, upper } of averageRanks(losses)) {
      expect(lower).toBeLessThanOrEqual(value);
      expect(upper).toBeGreaterThanOrEqual(value);
    }
  });

  test('do not depend on the order in which policies come', () => {
    const reversed = new Map([...losses].reverse());
    expect(averageRanks(reversed)).toEqual(averageRanks(losses));
  });
});
