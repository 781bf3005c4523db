import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Estimator } from '../../../../src/core/evaluation/estimator.ts';
import { ips } from '../../../../src/core/evaluation/ips.ts';
import type { LoggedExample } from '../../../../src/core/evaluation/logged-example.ts';
import { moments } from '../../../../src/core/evaluation/moments.ts';
import { snips } from '../../../../src/core/evaluation/snips.ts';
import { weightDiagnostics } from '../../../../src/core/evaluation/weight-diagnostics.ts';

const share = fc.double({ min: 1 / 64, max: 1, noNaN: true });
const reward = fc.double({ min: -2, max: 2, noNaN: true });
const loggedExample: fc.Arbitrary<LoggedExample> = fc.record({
  reward,
  logged: share,
  target: fc.oneof(fc.constant(0), share),
});

/** What must hold of every estimator, whatever it estimates. */
function lawsOf<State, Example>(
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

lawsOf('moments', moments, reward);
lawsOf('IPS', ips, loggedExample);
lawsOf('SNIPS', snips, loggedExample);
lawsOf('weight diagnostics', weightDiagnostics, loggedExample);

describe('moments', () => {
  test.prop([fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 })])(
    'equal the definition in two passes',
    (values) => {
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
      const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
      const got = moments.value(values.reduce(moments.add, moments.empty));
      expect(got?.mean).toBeCloseTo(mean, 8);
      expect(got?.variance).toBeCloseTo(variance, 4);
    },
  );
});

describe('off-policy values', () => {
  const log = fc.array(loggedExample, { minLength: 1, maxLength: 40 });

  test.prop([log])('SNIPS stays within the rewards', (examples) => {
    const value = snips.value(examples.reduce(snips.add, snips.empty));
    if (value === undefined) return;
    const rewards = examples.map((each) => each.reward);
    expect(value.mean).toBeGreaterThanOrEqual(Math.min(...rewards) - 1e-9);
    expect(value.mean).toBeLessThanOrEqual(Math.max(...rewards) + 1e-9);
  });

  test.prop([log])('no log is worth more rows than it has', (examples) => {
    const value = weightDiagnostics.value(examples.reduce(weightDiagnostics.add, weightDiagnostics.empty));
    expect(value?.effectiveSampleSize).toBeGreaterThanOrEqual(0);
    expect(value?.effectiveSampleSize).toBeLessThanOrEqual(examples.length + 1e-6);
  });

  test.prop([log])('the logging policy itself is valued by its plain mean', (examples) => {
    const own = examples.map((each) => ({ ...each, target: each.logged }));
    const mean = own.reduce((sum, each) => sum + each.reward, 0) / own.length;
    expect(ips.value(own.reduce(ips.add, ips.empty))?.mean).toBeCloseTo(mean, 9);
    expect(snips.value(own.reduce(snips.add, snips.empty))?.mean).toBeCloseTo(mean, 9);
  });
});
