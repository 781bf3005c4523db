import { describe, expect, test } from 'vitest';
import { offPolicyBounds } from '../../../src/core/evaluation/off-policy-bounds.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';

const ARMS = 20;
const LOGS = 400;

/**
 * The bounds for an even choice, worth ½, from the log of a policy that sticks to the arm which answered last, but for
 * an even share ε: weights are about 1 ÷ 20, and now and then 1 ÷ ε.
 */
function boundsOf(seed: number, examples: number, epsilon: number) {
  const random = randomSource(seed, 'log');
  const bounds = offPolicyBounds({ planned: examples, largestWeight: 1 / epsilon });
  let favourite = 0;
  for (let index = 0; index < examples; index++) {
    const even = random.unit() < epsilon;
    const arm = even ? random.index(ARMS) : favourite;
    const reward = random.unit() < (arm + 0.5) / ARMS ? 1 : 0;
    const logged = epsilon / ARMS + (arm === favourite ? 1 - epsilon : 0);
    bounds.add({ reward, logged, target: 1 / ARMS });
    if (reward === 1 && even) favourite = arm;
  }
  return bounds.interval();
}

describe.each([
  { examples: 3000, epsilon: 0.05, halfWidth: 0.25 },
  { examples: 3000, epsilon: 0.01, halfWidth: 0.45 },
  { examples: 20_000, epsilon: 0.05, halfWidth: 0.1 },
])('from $examples examples with an even share of $epsilon', ({ examples, epsilon, halfWidth }) => {
  const intervals = Array.from({ length: examples > 10_000 ? LOGS / 8 : LOGS }, (_, seed) =>
    boundsOf(seed, examples, epsilon),
  );

  test('the bounds hold the truth in at least 95 % of logs', () => {
    const held = intervals.filter(({ lower, upper }) => lower <= 0.5 && upper >= 0.5).length;
    expect(held / intervals.length).toBeGreaterThanOrEqual(0.95);
  });

  test('and say something', () => {
    const mean = intervals.reduce((sum, { lower, upper }) => sum + (upper - lower) / 2, 0) / intervals.length;
    expect(mean).toBeLessThan(halfWidth);
  });
});

test('propensities that are too small by a half are found out', () => {
  const random = randomSource(1, 'wrong');
  const bounds = offPolicyBounds({ planned: 5000, largestWeight: 4 });
  for (let index = 0; index < 5000; index++) {
    bounds.add({ reward: random.unit() < 0.5 ? 1 : 0, logged: 0.25, target: 0.5 });
  }
  const { lower, upper } = bounds.interval();
  expect(lower).toBeGreaterThan(upper);
});

describe('when rewards dry up after a sixth of the log', () => {
  const EXAMPLES = 6000;

  /** Whether the bounds ever leave out what was to be expected so far: ½ each time, then nothing. */
  function missed(seed: number): boolean {
    const random = randomSource(seed, 'drying up');
    const bounds = offPolicyBounds({ planned: EXAMPLES, largestWeight: 1 });
    let expected = 0;
    for (let index = 1; index <= EXAMPLES; index++) {
      const chance = index <= EXAMPLES / 6 ? 0.5 : 0;
      expected += chance;
      bounds.add({ reward: random.chance(chance) ? 1 : 0, logged: 1, target: 1 });
      if (bounds.excludes(expected / index)) return true;
    }
    return false;
  }

  // Bounds whose bets grow as the variance falls count the later examples for more, and miss the mean in every such log.
  test('the bounds hold the mean of what was to be expected, at every time', () => {
    const misses = Array.from({ length: 200 }, (_, seed) => missed(seed)).filter(Boolean).length;
    expect(misses / 200).toBeLessThanOrEqual(0.05);
  });
});
