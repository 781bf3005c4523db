import { expect, test } from 'vitest';
import { instant } from '../../../../src/core/time/instant.ts';
import { intersectIntervals } from '../../../../src/core/time/intersect-intervals.ts';

const spans = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([start, end]) => ({ start: instant(start), end: instant(end) }));

test('keeps what lies in both, in order', () => {
  expect(intersectIntervals(spans([0, 10], [20, 30]), spans([5, 25]))).toEqual(spans([5, 10], [20, 25]));
});

test('intervals that only touch have nothing in common', () => {
  expect(intersectIntervals(spans([0, 10]), spans([10, 20]))).toEqual([]);
});
