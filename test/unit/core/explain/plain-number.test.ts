import { expect, test } from 'vitest';
import { plainReward, plainShare, signedReward } from '../../../../src/core/explain/plain-number.ts';

test.each([
  [1, '100.0 %'],
  [0.7312, '73.1 %'],
  [0.01, '1.0 %'],
  [0.05 / 168, '0.030 %'],
  [0.000_01, '0.001 %'],
  [2 ** -32, 'less than 0.001 %'],
])('the share %d is %s', (share, text) => {
  expect(plainShare(share)).toBe(text);
});

test('rewards have three decimals and no negative zero', () => {
  expect([0.21449, -0.0004, -2].map(plainReward)).toEqual(['0.214', '0.000', '-2.000']);
  expect([0.21449, -0.0004, -2].map(signedReward)).toEqual(['+0.214', '+0.000', '-2.000']);
});
