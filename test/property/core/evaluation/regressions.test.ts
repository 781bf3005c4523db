import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { fitLogistic, logisticProbability } from '../../../../src/core/evaluation/logistic-regression.ts';
import {
  addExamples,
  emptyRegression,
  fitRidge,
  mergeRegressions,
} from '../../../../src/core/evaluation/ridge-regression.ts';

const DIMENSION = 4;
const number = fc.double({ min: -3, max: 3, noNaN: true });
const vector = fc.array(number, { minLength: DIMENSION, maxLength: DIMENSION });
const ridge = fc.double({ min: 0.05, max: 5, noNaN: true });
const labelled = fc.array(fc.tuple(vector, fc.constantFrom(0, 1)), { minLength: 1, maxLength: 60 });

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

describe('fitLogistic', () => {
  test.prop([labelled, ridge, vector])('ends where the gradient is zero', (rows, lambda, prior) => {
    const examples = rows.map(([x]) => Float64Array.from(x));
    const outcomes = rows.map(([, y]) => y);
    const { coefficients, converged } = fitLogistic({
      examples,
      outcomes,
      ridge: lambda,
      prior: Float64Array.from(prior),
    });
    expect(converged).toBe(true);
    for (let j = 0; j < DIMENSION; j++) {
      const pull = lambda * ((coefficients[j] ?? 0) - (prior[j] ?? 0));
      const gradient = rows.reduce(
        (sum, [x, y]) => sum + (1 / (1 + Math.exp(-dot(coefficients, x))) - y) * (x[j] ?? 0),
        pull,
      );
      expect(gradient).toBeCloseTo(0, 6);
    }
  });

  test.prop([labelled, ridge])('outcomes turned round turn every coefficient round', (rows, lambda) => {
    const examples = rows.map(([x]) => Float64Array.from(x));
    const prior = new Float64Array(DIMENSION);
    const coefficientsFor = (outcomes: number[]) =>
      fitLogistic({ examples, outcomes, ridge: lambda, prior }).coefficients;
    const as = coefficientsFor(rows.map(([, y]) => y));
    const turned = coefficientsFor(rows.map(([, y]) => 1 - y));
    for (const x of examples) {
      expect(logisticProbability(as, x)).toBeCloseTo(1 - logisticProbability(turned, x), 6);
    }
  });
});

describe('fitRidge', () => {
  const examples = fc.array(fc.record({ x: vector, target: number }), { maxLength: 40 });
  const sumsOf = (rows: { x: number[]; target: number }[]) =>
    addExamples(
      emptyRegression(DIMENSION, 1),
      rows.map(({ x, target }) => ({ x: Float64Array.from(x), targets: Float64Array.of(target) })),
    );

  test.prop([examples, ridge])('ends where the gradient of the penalised squares is zero', (rows, lambda) => {
    const [theta = new Float64Array()] = fitRidge(sumsOf(rows), lambda);
    for (let j = 0; j < DIMENSION; j++) {
      const gradient = rows.reduce(
        (sum, { x, target }) => sum + (dot(theta, x) - target) * (x[j] ?? 0),
        lambda * (theta[j] ?? 0),
      );
      expect(gradient).toBeCloseTo(0, 7);
    }
  });

  test.prop([examples, examples])('batches add up to the whole', (a, b) => {
    const whole = sumsOf([...a, ...b]);
    const batched = addExamples(
      sumsOf(a),
      b.map(({ x, target }) => ({ x: Float64Array.from(x), targets: Float64Array.of(target) })),
    );
    expect(batched.count).toBe(whole.count);
    for (const [index, value] of whole.gram.entries()) expect(batched.gram[index]).toBeCloseTo(value, 9);
  });

  const expectAlike = (a: ReturnType<typeof sumsOf>, b: ReturnType<typeof sumsOf>): void => {
    expect(a.dimension).toBe(b.dimension);
    for (const [index, value] of b.gram.entries()) expect(a.gram[index]).toBeCloseTo(value, 9);
    for (const [index, value] of b.vectors[0]?.entries() ?? [])
      expect(a.vectors[0]?.[index]).toBeCloseTo(value, 9);
  };

  test.prop([examples, examples])('sums of parts merge to those of the whole', (a, b) => {
    const merged = mergeRegressions(sumsOf(a), sumsOf(b));
    expect(merged.count).toBe(a.length + b.length);
    expectAlike(merged, sumsOf([...a, ...b]));
  });

  test.prop([examples, fc.integer({ min: 0, max: 4 })])('a weight counts like copies', (rows, weight) => {
    const weighted = addExamples(
      emptyRegression(DIMENSION, 1),
      rows.map(({ x, target }) => ({ x: Float64Array.from(x), targets: Float64Array.of(target), weight })),
    );
    expectAlike(weighted, sumsOf(rows.flatMap((row) => new Array<typeof row>(weight).fill(row))));
  });
});
