import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { at } from '../../../../src/core/linear-algebra/at.ts';
import { indexAt } from '../../../../src/core/linear-algebra/index-at.ts';
import { lowerRow, triangleLength, upperRow } from '../../../../src/core/linear-algebra/packed-triangle.ts';

test.prop([fc.integer({ min: 0, max: 12 })])(
  'both triangles number their places row by row without a gap',
  (dimension) => {
    const upper: number[] = [];
    const lower: number[] = [];
    for (let i = 0; i < dimension; i++) {
      for (let j = i; j < dimension; j++) upper.push(upperRow(i, dimension) + j);
      for (let j = 0; j <= i; j++) lower.push(lowerRow(i) + j);
    }
    const places = Array.from({ length: triangleLength(dimension) }, (_, index) => index);
    expect(upper).toEqual(places);
    expect(lower).toEqual(places);
  },
);

test('reading past the end is a defect, not a NaN', () => {
  expect(at(Float64Array.of(3), 0)).toBe(3);
  expect(indexAt(Int32Array.of(7), 0)).toBe(7);
  expect(() => at(Float64Array.of(3), 1)).toThrow(expect.objectContaining({ code: 'unreachable' }));
  expect(() => indexAt(Int32Array.of(7), -1)).toThrow(expect.objectContaining({ code: 'unreachable' }));
});
