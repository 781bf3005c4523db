import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Estimator } from '../../../src/core/evaluation/estimator.ts';

/** What must hold of every estimator, whatever it estimates. */
export function lawsOf<State, Example>(
  name: string,
  estimator: Estimator<State, Example, object>,
  examples: fc.Arbitrary<Example>,
): void {
  const { empty, add, merge, value } = estimator;
  const fold = (all: readonly Example[]): State => all.reduce(add, empty);
  const numbersOf = (state: State): number[] => Object.values(value(state) ?? {});
  const expectAlike = (a: State, b: State): void => {
    const [left, right] = [numbersOf(a), numbersOf(b)];
    expect(left.length).toBe(right.length);
    for (const [index, each] of left.entries()) expect(each).toBeCloseTo(right[index] ?? Number.NaN, 6);
  };
  const list = fc.array(examples, { maxLength: 30 });

  describe(name, () => {
    test.prop([list, list])('merging parts is the whole', (a, b) => {
      expectAlike(merge(fold(a), fold(b)), fold([...a, ...b]));
    });

    test.prop([list, list, list])('the order of merging does not matter', (a, b, c) => {
      expectAlike(merge(merge(fold(a), fold(b)), fold(c)), merge(fold(c), merge(fold(b), fold(a))));
    });

    test.prop([list])('the empty state is neutral', (a) => {
      expectAlike(merge(empty, fold(a)), fold(a));
      expectAlike(merge(fold(a), empty), fold(a));
    });

    test.prop([list, examples])('adding leaves the state as it was', (a, example) => {
      const state = fold(a);
      const before = structuredClone(state);
      add(state, example);
      expect(state).toEqual(before);
    });
  });
}
