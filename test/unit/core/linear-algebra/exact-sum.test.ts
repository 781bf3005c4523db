import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { ExactSum } from '../../../../src/core/linear-algebra/exact-sum.ts';

const UNIT = 2 ** -24;
const steps = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n });

test.prop([fc.array(steps, { maxLength: 200 })])(
  'is the true sum rounded once, far beyond 2^53 steps',
  (values) => {
    const sum = new ExactSum(1);
    for (const value of values) sum.add(0, Number(value) * UNIT);
    expect(sum.totals()[0]).toBe(Number(values.reduce((a, b) => a + b, 0n)) * UNIT);
  },
);

test('keeps what a plain sum loses', () => {
  const sum = new ExactSum(2);
  for (const value of [2 ** 53, 1, -(2 ** 53)]) sum.add(1, value);
  expect(2 ** 53 + 1 - 2 ** 53).toBe(0);
  expect(sum.totals()).toEqual(Float64Array.of(0, 1));
});
