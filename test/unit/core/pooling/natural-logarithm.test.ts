import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { naturalLogarithm } from '../../../../src/core/pooling/natural-logarithm.ts';

test.prop([fc.double({ min: 1e-300, max: 1e300, noNaN: true })])('is the natural logarithm', (value) => {
  const expected = Math.log(value);
  expect(Math.abs(naturalLogarithm(value) - expected)).toBeLessThanOrEqual(
    4e-16 * Math.max(1, Math.abs(expected)),
  );
});

test.prop([fc.double({ min: 0.7, max: 1.4, noNaN: true })])('keeps its precision near 1', (value) => {
  const expected = Math.log(value);
  expect(Math.abs(naturalLogarithm(value) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
});

test('is exactly 0 at 1', () => {
  expect(naturalLogarithm(1)).toBe(0);
});
