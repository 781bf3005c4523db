import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { triangleLength } from '../../../../src/core/linear-algebra/packed-triangle.ts';
import { scoreArms } from '../../../../src/core/model/score-arms.ts';
import type { SnapshotArm } from '../../../../src/core/model/snapshot.ts';
import { arm } from '../../../support/builders/identifiers.ts';
import { dot, fromUpper, quadratic, square, toUpper } from '../../../support/dense.ts';

const corrupt = expect.objectContaining({ name: 'CorruptStateError', code: 'not-positive-definite' });
const real = fc.double({ min: -8, max: 8, noNaN: true }).map((value) => value + 0);

function anArm(theta: readonly number[], covariance: Iterable<number>, changes: Partial<SnapshotArm> = {}) {
  return {
    action: arm('sms@weekend'),
    cost: 0,
    price: 0,
    groups: {},
    count: 1,
    rewardSum: 0,
    theta: Float64Array.from(theta),
    covariance: Float64Array.from(covariance),
    ...changes,
  } satisfies SnapshotArm;
}

function rows(d: number, value: fc.Arbitrary<number>): fc.Arbitrary<number[]> {
  return fc.array(value, { minLength: d, maxLength: d });
}

const armsArb = fc.integer({ min: 1, max: 8 }).chain((d) =>
  fc.record({
    x: rows(d, fc.oneof(fc.constant(0), real)),
    arms: fc.array(
      fc.record({
        theta: rows(d, real),
        factors: fc.array(rows(d, real), { maxLength: 2 * d }),
        cost: fc.double({ min: 0, max: 2, noNaN: true }),
        price: fc.double({ min: 0, max: 2, noNaN: true }),
        channel: fc.constantFrom('call', 'sms', undefined),
      }),
      { maxLength: 6 },
    ),
  }),
);

/** Σvvᵀ: positive semidefinite, and singular where there are fewer factors than features. */
function covarianceOf(d: number, factors: readonly (readonly number[])[]): Float64Array {
  return toUpper(square(d, (i, j) => factors.reduce((sum, v) => sum + (v[i] ?? 0) * (v[j] ?? 0), 0)));
}

test.prop([armsArb])('each arm has its mean, width, cost and channel, in order', ({ x, arms }) => {
  const snapshotArms = arms.map(({ theta, factors, cost, price, channel }, index) =>
    anArm(theta, covarianceOf(x.length, factors), {
      action: arm(`a@${index}`),
      cost,
      price,
      groups: channel === undefined ? {} : { channel },
    }),
  );
  const { actions, channels, means, costs, widths } = scoreArms(snapshotArms, Float64Array.from(x));
  expect(actions).toEqual(arms.map((_, index) => `a@${index}`));
  expect(channels).toEqual(arms.map(({ channel }) => channel ?? ''));
  arms.forEach(({ theta, factors, cost, price }, index) => {
    expect(means[index]).toBeCloseTo(dot(theta, x), 9);
    expect(costs[index]).toBe(cost + price);
    // ‖(v·x)…‖² needs no difference of large numbers, so it is the better figure.
    const variance = factors.reduce((sum, v) => sum + dot(v, x) ** 2, 0);
    const size = factors.reduce((sum, v) => sum + dot(v.map(Math.abs), x.map(Math.abs)) ** 2, 0);
    expect(Math.abs((widths[index] ?? Number.NaN) ** 2 - variance)).toBeLessThanOrEqual(1e-12 * (1 + size));
  });
});

describe('a variance below 0', () => {
  const X = Float64Array.of(1, -1);

  test('is 0 where rounding made it', () => {
    expect(scoreArms([anArm([0, 0], [1, 1, 1 - 2 ** -40])], X).widths).toEqual(Float64Array.of(0));
    expect(quadratic(fromUpper(Float64Array.of(1, 1, 1 - 2 ** -40), 2), [1, -1])).toBeLessThan(0);
  });

  test.each([
    ['a damaged model', [1, 2, 1]],
    ['one just beyond rounding', [1, 1 + 1e-8, 1]],
    ['a value that is no number', [1, Number.NaN, 1]],
  ])('is loud in %s, and names the arm', (_case, covariance) => {
    expect(() => scoreArms([anArm([0, 0], covariance)], X)).toThrow(corrupt);
    expect(() => scoreArms([anArm([0, 0], covariance)], X)).toThrow('sms@weekend');
  });

  const flat = fc.integer({ min: 2, max: 6 }).chain((d) => fc.tuple(rows(d, real), rows(d, real), real));

  test.prop([flat])('never comes up where the true one is 0 or more', ([v, u, scale]) => {
    const square0 = dot(v, v);
    fc.pre(square0 > 1e-3);
    // Across v, as far as rounding lets it be, and then any way.
    const across = u.map((value, i) => value - (dot(u, v) / square0) * (v[i] ?? 0));
    for (const x of [across, u, v.map((value) => scale * value)]) {
      const { widths } = scoreArms([anArm(v, covarianceOf(v.length, [v]))], Float64Array.from(x));
      const size = dot(v.map(Math.abs), x.map(Math.abs));
      expect(Math.abs((widths[0] ?? Number.NaN) - Math.abs(dot(v, x)))).toBeLessThanOrEqual(
        1e-6 * (1 + size),
      );
    }
  });
});

test('a context of another length than the model is a defect', () => {
  const short = anArm([0], new Float64Array(triangleLength(1)));
  expect(() => scoreArms([short], Float64Array.of(1, 2))).toThrow(
    expect.objectContaining({ code: 'unreachable' }),
  );
});
