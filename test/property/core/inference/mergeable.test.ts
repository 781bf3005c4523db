import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { adaptiveEstimate } from '../../../../src/core/inference/adaptive-estimate.ts';
import { propensityMartingale } from '../../../../src/core/inference/propensity-martingale.ts';
import { vectorMoments } from '../../../../src/core/inference/vector-moments.ts';

const ARMS = ['email', 'sms', 'call'];
const choice = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }), fc.constantFrom(...ARMS))
  .map(([weights, chosen]) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { chosen, propensities: new Map(ARMS.map((arm, k) => [arm, (weights[k] ?? 0) / total])) };
  });
const number = fc.double({ min: -5, max: 5, noNaN: true });
const vector = fc.tuple(number, number, number);
const weighted = fc.record({ score: number, weight: fc.double({ min: 0.05, max: 1, noNaN: true }) });

const sortedArms = (value: ReadonlyMap<string, { logEvidence: number; surplus: number }> | undefined) =>
  [...(value ?? [])]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([, { logEvidence, surplus }]) => [logEvidence, surplus]);

function expectAlike(a: readonly number[], b: readonly number[]): void {
  expect(a.length).toBe(b.length);
  for (const [index, each] of a.entries()) expect(each).toBeCloseTo(b[index] ?? Number.NaN, 8);
}

describe('merging parts is the whole, in either order', () => {
  const choices = fc.array(choice, { maxLength: 25 });
  test.prop([choices, choices])('propensity martingale', (a, b) => {
    const { add, empty, merge, value } = propensityMartingale(20);
    const [left, right] = [a.reduce(add, empty), b.reduce(add, empty)];
    const whole = sortedArms(value([...a, ...b].reduce(add, empty)));
    expectAlike(sortedArms(value(merge(left, right))), whole);
    expectAlike(sortedArms(value(merge(right, left))), whole);
  });

  const vectors = fc.array(vector, { maxLength: 25 });
  test.prop([vectors, vectors])('vector moments', (a, b) => {
    const { add, empty, merge, value } = vectorMoments(3);
    const numbers = (state: typeof empty) => {
      const found = value(state);
      return found === undefined ? [] : [...found.mean, ...found.covariance];
    };
    const [left, right] = [a.reduce(add, empty), b.reduce(add, empty)];
    const whole = numbers([...a, ...b].reduce(add, empty));
    expectAlike(numbers(merge(left, right)), whole);
    expectAlike(numbers(merge(right, left)), whole);
  });

  const scores = fc.array(weighted, { minLength: 1, maxLength: 25 });
  test.prop([scores, scores])('adaptive estimate', (a, b) => {
    const { add, empty, merge, value } = adaptiveEstimate;
    const numbers = (state: typeof empty) => {
      const found = value(state);
      // Squares cancel, so that only the squared error is as exact as the sums.
      return found === undefined ? [] : [found.estimate, found.standardError ** 2];
    };
    const whole = numbers([...a, ...b].reduce(add, empty));
    expectAlike(numbers(merge(a.reduce(add, empty), b.reduce(add, empty))), whole);
    expectAlike(numbers(merge(b.reduce(add, empty), a.reduce(add, empty))), whole);
  });
});

test.prop([fc.array(vector, { minLength: 2, maxLength: 30 })])(
  'vector moments equal the definition in two passes',
  (rows) => {
    const { add, empty, value } = vectorMoments(3);
    const found = value(rows.reduce(add, empty));
    const mean = [0, 1, 2].map((i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length);
    const covariance = [0, 1, 2].flatMap((i) =>
      [0, 1, 2].map(
        (j) =>
          rows.reduce(
            (sum, row) => sum + ((row[i] ?? 0) - (mean[i] ?? 0)) * ((row[j] ?? 0) - (mean[j] ?? 0)),
            0,
          ) /
          (rows.length - 1),
      ),
    );
    expectAlike([...(found?.mean ?? []), ...(found?.covariance ?? [])], [...mean, ...covariance]);
  },
);
