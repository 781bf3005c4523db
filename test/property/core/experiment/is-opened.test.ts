import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { POSITIONS } from '../../../../src/core/experiment/hash-position.ts';
import { isOpened } from '../../../../src/core/experiment/is-opened.ts';
import type { Instant } from '../../../../src/core/time/instant.ts';

const NOW = 0 as Instant;
const rampTo = (share: number) => [{ from: NOW, share }];
const shareArb = fc.double({ min: 0, max: 1, noNaN: true });

test.prop([shareArb, fc.integer({ min: -2, max: 2 })])(
  'where two slices touch, each position belongs to one of them',
  (edge, offset) => {
    const position = Math.round(edge * POSITIONS) + offset;
    fc.pre(position >= 0 && position < POSITIONS);
    const isIn = [
      { from: 0, to: edge },
      { from: edge, to: 1 },
    ].map((slice) => isOpened({ slice, ramp: rampTo(1) }, position, NOW));
    expect(isIn).toEqual(offset < 0 ? [true, false] : [false, true]);
  },
);

test('all positions are taken by the whole, none by no share, half by half', () => {
  const slice = { from: 0, to: 1 };
  const ends = [0, POSITIONS / 2 - 1, POSITIONS / 2, POSITIONS - 1];
  const taken = (share: number) =>
    ends.map((position) => isOpened({ slice, ramp: rampTo(share) }, position, NOW));
  expect(taken(1)).toEqual([true, true, true, true]);
  expect(taken(0.5)).toEqual([true, true, false, false]);
  expect(taken(0)).toEqual([false, false, false, false]);
});
