import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../../bench/outreach/claims.ts';
import { coverageOf } from '../../../bench/outreach/coverage.ts';
import { playWorld, type WorldPlay } from '../../../bench/outreach/play-world.ts';
import { gainRatio, summariseWorld } from '../../../bench/outreach/summary.ts';

/** A run whose even policy is worth `uniform`, of which its own log says `mean`. */
function run({ own = 0.4, uniform = 0.3, mean = 0.3, weight = 1 } = {}): WorldPlay {
  return {
    worth: { own, uniform, oracle: 0.6 },
    curve: [{ decisions: 100, own, uniform, oracle: 0.6 }],
    weights: { count: 100, mean: weight, variance: 1 },
    weighted: { count: 100, mean, variance: 1 },
    largestWeight: 50,
    bounds: { lower: mean - 0.25, upper: mean + 0.25 },
    seconds: 1,
  };
}

describe('coverage', () => {
  test('counts the runs whose interval holds the truth', () => {
    // The normal interval is ± 0.196.
    const runs = [run(), run({ mean: 0.11 }), run({ mean: 0.1 }), run({ mean: 0.51 })];
    const [anytime, bernstein, normal] = coverageOf(runs);
    expect(anytime).toMatchObject({ runs: 4, covered: 4, halfWidth: 0.25 });
    expect(normal).toMatchObject({ runs: 4, covered: 2 });
    expect(normal?.halfWidth).toBeCloseTo(0.196, 3);
    expect(bernstein?.covered).toBe(4);
    expect(bernstein?.halfWidth).toBeGreaterThan(normal?.halfWidth ?? Infinity);
  });
});

describe('ratios of gains', () => {
  test('are of mean gains over the even choice', () => {
    const one = [run({ own: 0.5 }), run({ own: 0.4 })];
    const other = [run({ own: 0.4 }), run({ own: 0.35 })];
    const { value, lower, upper } = gainRatio(one, other, 'test');
    expect(value).toBeCloseTo(2, 9);
    expect([lower, upper]).toEqual([expect.closeTo(2, 9), expect.closeTo(2, 9)]);
  });

  test('become claims that are met or not, each with what was run', () => {
    const claims = claimsOf([
      { world: 'structured', strategy: 'linucb', runs: [run(), run()] },
      {
        world: 'structured',
        strategy: 'pooled-linucb',
        runs: [run({ own: 0.44, weight: 3 }), run({ own: 0.44, weight: 3 })],
      },
    ]);
    expect(claims.map(({ target, met }) => [target, met])).toEqual([
      ['≥ 1.5', false],
      ['1 in its interval', false],
    ]);
    expect(claims[0]?.measured.value).toBeCloseTo(1.4, 9);
  });
});

test('the gain and the oracle’s share of a summary follow from the worths', () => {
  const [strategy] = summariseWorld('structured', [
    { world: 'structured', strategy: 'linucb', runs: [run(), run()] },
  ]).strategies;
  expect(strategy?.gain.value).toBeCloseTo(0.1, 9);
  expect(strategy?.shareOfOracle).toBeCloseTo(1 / 3, 9);
});

describe('a world that is played', () => {
  const settings = {
    learning: { ridge: 10, scales: 'fitted' },
    exploration: { beta: 2, epsilon: { start: 0.05, floor: 0.02, halfway: 5000 }, gamma: 10 },
  } as const;
  const play = (strategy: 'uniform' | 'linucb', decisions: number) =>
    playWorld({ world: 'structured', strategy, seed: 1, decisions, ...settings });

  test('is worth exactly an even choice to an even choice', () => {
    const { worth, weights, largestWeight } = play('uniform', 600);
    // The weights are whole multiples of 2⁻³².
    expect(worth.own).toBeCloseTo(worth.uniform, 7);
    expect(weights.mean).toBeCloseTo(1, 7);
    expect(largestWeight).toBe(50);
    expect(worth.oracle).toBeGreaterThan(worth.uniform + 0.1);
  });

  test('is the same for each strategy until something was learned, and then it is not', () => {
    const [even, learning] = [play('uniform', 2500), play('linucb', 2500)];
    const start = (run: WorldPlay) => run.curve.filter(({ decisions }) => decisions <= 1000);
    start(learning).forEach(({ own }, place) => {
      expect(own).toBeCloseTo(start(even)[place]?.own ?? 0, 7);
    });
    expect(learning.worth.own).toBeGreaterThan(even.worth.own + 0.002);
    expect(learning.curve.map(({ uniform }) => uniform)).toEqual(even.curve.map(({ uniform }) => uniform));
  });
});
