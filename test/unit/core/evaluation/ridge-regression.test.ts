import { describe, expect, it } from 'vitest';
import { CorruptStateError } from '../../../../src/core/errors.ts';
import { addExamples, emptyRegression, fitRidge } from '../../../../src/core/evaluation/ridge-regression.ts';

describe('ridge regression', () => {
  const examples = [
    { x: Float64Array.of(1, 0), targets: Float64Array.of(1, 0) },
    { x: Float64Array.of(1, 1), targets: Float64Array.of(0, 2) },
  ];

  it('solves an example that can be checked by hand: A = [[3, 1], [1, 2]]', () => {
    const [first, second] = fitRidge(addExamples(emptyRegression(2, 2), examples), 1);
    // b = (1, 0) and (2, 2); A⁻¹ = [[2, −1], [−1, 3]] ÷ 5.
    expect(first?.[0]).toBeCloseTo(0.4, 12);
    expect(first?.[1]).toBeCloseTo(-0.2, 12);
    expect(second?.[0]).toBeCloseTo(0.4, 12);
    expect(second?.[1]).toBeCloseTo(0.8, 12);
  });

  it('is all zeros before the first example', () => {
    expect(fitRidge(emptyRegression(3, 1), 2)).toEqual([new Float64Array(3)]);
  });

  it('leaves the sums that it adds to as they were', () => {
    const sums = addExamples(emptyRegression(2, 2), examples);
    const before = structuredClone(sums);
    addExamples(sums, examples);
    expect(sums).toEqual(before);
  });

  it('refuses sums that are not finite', () => {
    const sums = addExamples(emptyRegression(1, 1), [
      { x: Float64Array.of(Number.NaN), targets: Float64Array.of(1) },
    ]);
    expect(() => fitRidge(sums, 1)).toThrow(CorruptStateError);
  });

  it('refuses sums that no examples can have', () => {
    const impossible = { ...emptyRegression(1, 1), gram: Float64Array.of(-5) };
    expect(() => fitRidge(impossible, 1)).toThrow(CorruptStateError);
  });
});
