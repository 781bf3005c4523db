import { expect, test } from 'vitest';
import { blockPeriods, placeOf } from '../../../../src/core/experiment/switchback-block.ts';
import type { VariantId } from '../../../../src/core/identifiers.ts';

test.each([
  [[1, 1], 2],
  [[50, 50], 2],
  [[30, 10], 4],
  [[2, 4, 6], 6],
  [[9_999, 1], 10_000],
])('shares %j make blocks of %i', (shares, periods) => {
  const variants = shares.map((share, index) => ({
    id: `v${index}` as VariantId,
    share,
    policy: { kind: 'configured' } as const,
  }));
  expect(blockPeriods(variants)).toBe(periods);
});

test('slots stand in the order of their keys, those of one key in their own', () => {
  const keys = [7, 3, 7, 0, 3];
  expect(keys.map((_, slot) => placeOf(slot, keys))).toEqual([3, 1, 4, 0, 2]);
});
