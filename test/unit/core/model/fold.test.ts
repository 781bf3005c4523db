import { describe, expect, test } from 'vitest';
import type { FeatureVector } from '../../../../src/core/features/feature-vector.ts';
import { EMPTY_STATISTICS, foldCredits, MAX_CHANGES, MAX_CREDITS } from '../../../../src/core/model/fold.ts';

function vector(values: Readonly<Record<string, number>>): FeatureVector {
  return { names: Object.keys(values), values: Float64Array.from(Object.values(values)) };
}

const outOfRange = expect.objectContaining({ name: 'InvariantError', code: 'summand-out-of-range' });
const unreachable = expect.objectContaining({ name: 'InvariantError', code: 'unreachable' });

test('two credits add up', () => {
  const credits = [
    { kind: 'credit', x: vector({ a: 1, b: 0 }), reward: 1 },
    { kind: 'credit', x: vector({ a: 1, b: 1 }), reward: 0 },
  ] as const;
  expect(foldCredits(EMPTY_STATISTICS, credits)).toEqual({
    names: ['a', 'b'],
    gram: Float64Array.of(2, 1, 1),
    vector: Float64Array.of(1, 0),
    count: 2,
    rewardSum: 1,
    rewardSquareSum: 1,
  });
});

test('a feature that a later credit brings is zero before, one of zeros only is left out', () => {
  const first = foldCredits(EMPTY_STATISTICS, [{ kind: 'credit', x: vector({ a: 2, c: 0 }), reward: 0.5 }]);
  expect(first.names).toEqual(['a']);
  const second = foldCredits(first, [{ kind: 'credit', x: vector({ a: 1, b: -3 }), reward: -1 }]);
  expect(second).toMatchObject({
    names: ['a', 'b'],
    gram: Float64Array.of(5, -3, 9),
    vector: Float64Array.of(0, 3),
  });
  expect(foldCredits(second, [{ kind: 'removal', x: vector({ a: 1, b: -3 }), reward: -1 }])).toEqual(first);
});

test('no changes leave canonical statistics as they are', () => {
  expect(foldCredits(EMPTY_STATISTICS, [])).toEqual(EMPTY_STATISTICS);
});

describe('what would not be exact is refused', () => {
  test.each([8.5, 0.1, Number.NaN, Number.POSITIVE_INFINITY])('feature or reward %d', (value) => {
    const x = vector({ a: value });
    expect(() => foldCredits(EMPTY_STATISTICS, [{ kind: 'credit', x, reward: 0 }])).toThrow(outOfRange);
    expect(() => foldCredits(EMPTY_STATISTICS, [{ kind: 'removal', x, reward: 0 }])).toThrow(outOfRange);
    const a = vector({ a: 1 });
    expect(() => foldCredits(EMPTY_STATISTICS, [{ kind: 'credit', x: a, reward: value }])).toThrow(
      outOfRange,
    );
    expect(() => foldCredits(EMPTY_STATISTICS, [{ kind: 'correction', x: a, from: value, to: 0 }])).toThrow(
      outOfRange,
    );
    expect(() => foldCredits(EMPTY_STATISTICS, [{ kind: 'correction', x: a, from: 0, to: value }])).toThrow(
      outOfRange,
    );
  });

  test('one credit more than an item holds', () => {
    const change = { kind: 'credit', x: vector({ a: 1 }), reward: 0 } as const;
    const full = { ...EMPTY_STATISTICS, count: MAX_CREDITS - 1 };
    expect(foldCredits(full, [change]).count).toBe(MAX_CREDITS);
    expect(() => foldCredits(full, [change, change])).toThrow(outOfRange);
    expect(() => foldCredits(full, [change, change])).toThrow(/8388609 credits/);
  });

  test('a sum beyond 2^29', () => {
    const start = {
      ...EMPTY_STATISTICS,
      names: ['a'],
      gram: Float64Array.of(2 ** 29),
      vector: Float64Array.of(0),
    };
    expect(() => foldCredits(start, [{ kind: 'credit', x: vector({ a: 1 / 4096 }), reward: 0 }])).toThrow(
      outOfRange,
    );
    expect(foldCredits(start, [{ kind: 'removal', x: vector({ a: 8 }), reward: 0 }]).gram[0]).toBe(
      2 ** 29 - 64,
    );
  });

  test('more changes at once than can be summed in any order', () => {
    const change = { kind: 'credit', x: vector({}), reward: 0 } as const;
    expect(() => foldCredits(EMPTY_STATISTICS, new Array(MAX_CHANGES + 1).fill(change))).toThrow(outOfRange);
  });
});

test('a vector that is none is a defect', () => {
  const short = { names: ['a', 'b'], values: Float64Array.of(1) };
  expect(() => foldCredits(EMPTY_STATISTICS, [{ kind: 'credit', x: short, reward: 0 }])).toThrow(unreachable);
  for (const names of [
    ['b', 'a'],
    ['a', 'a'],
  ]) {
    const x = { names, values: Float64Array.of(1, 1) };
    expect(() => foldCredits(EMPTY_STATISTICS, [{ kind: 'credit', x, reward: 0 }])).toThrow(unreachable);
  }
});

test('a large batch folds', () => {
  const names = Array.from({ length: 40 }, (_, index) => `feature-${String(index).padStart(2, '0')}`);
  const changes = Array.from({ length: 2_000 }, (_, index) => ({
    kind: 'credit' as const,
    x: {
      names,
      values: Float64Array.from(names, (_name, place) => ((index * 31 + place * 17) % 65) / 4 - 8),
    },
    reward: (index % 9) / 8,
  }));
  const folded = foldCredits(EMPTY_STATISTICS, changes);
  expect(folded.count).toBe(2_000);
  expect(folded.rewardSum).toBe(changes.reduce((sum, { reward }) => sum + reward, 0));
  expect(folded.gram[0]).toBe(changes.reduce((sum, { x }) => sum + (x.values[0] ?? 0) ** 2, 0));
});
