import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { scorePolicy } from '../../../src/core/decision/score-policy.ts';
import { WHOLE } from '../../../src/core/policy/distribution.ts';
import { drawAction, drawNumber, propensityOf } from '../../../src/core/policy/draw.ts';
import { SERVABLE_STRATEGIES } from '../../../src/core/policy/strategy.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { bernstein } from '../../support/laws/bernstein.ts';
import {
  aContext,
  aLearnedSnapshot,
  LEARNED_ACTIONS,
  LEARNED_FALLBACK,
} from '../../support/learned-policy.ts';

const N = 20_000;

/** What a target policy makes of the log of a strategy, decision by decision. */
interface Weighing {
  /** Probability of the drawn action under the target ÷ its propensity. */
  readonly weight: number;
  /** Of that weight, given context and eligible actions. */
  readonly variance: number;
}

type Target = (eligible: number, place: number) => number;
const EVEN: Target = (eligible) => 1 / eligible;
/** Something deterministic that most strategies find odd. */
const LAST_BY_NAME: Target = (eligible, place) => (place === eligible - 1 ? 1 : 0);

describe.each(SERVABLE_STRATEGIES)('the log of %s', (strategy) => {
  const snapshot = aLearnedSnapshot(strategy);
  const random = randomSource(3, 'log', strategy);
  const decisions = Array.from({ length: N }, (_, index) => {
    const eligible = LEARNED_ACTIONS.filter(() => random.chance(0.7));
    if (eligible.length === 0) eligible.push(...LEARNED_ACTIONS);
    const answer = scorePolicy({ snapshot, x: aContext(random), eligible, fallback: LEARNED_FALLBACK });
    const { distribution } = answer;
    const draw = drawNumber(createHash('sha256').update(`draw\nd_${strategy}_${index}`).digest());
    const drawn = drawAction(distribution, draw);
    const propensities = distribution.weights.map((weight) => weight / WHOLE);
    const place = distribution.actions.indexOf(drawn);
    return { propensities, place, propensity: propensityOf(distribution, drawn) };
  });

  test('is one of decisions that the draw decided', () => {
    const likely = decisions.filter(({ propensity }) => propensity > 0.9).length;
    expect(likely).toBeLessThan(0.95 * N);
  });

  test.each([
    ['the even policy', EVEN],
    ['a policy of one action', LAST_BY_NAME],
  ])('weighs %s at 1 on average', (_name, target) => {
    const weighings = decisions.map(({ propensities, place, propensity }): Weighing => {
      const { length } = propensities;
      const square = propensities.reduce((sum, p, i) => sum + target(length, i) ** 2 / p, 0);
      return { weight: target(length, place) / propensity, variance: square - 1 };
    });
    const mean = weighings.reduce((sum, { weight }) => sum + weight, 0) / N;
    const variance = weighings.reduce((sum, each) => sum + each.variance, 0) / N;
    const least = decisions.reduce((low, { propensities }) => Math.min(low, ...propensities), 1);
    expect(Math.abs(mean - 1)).toBeLessThanOrEqual(bernstein(N, variance, 1 / least));
  });

  test('has as many unlikely decisions as they were unlikely', () => {
    const isUnlikely = (p: number) => p < 0.05;
    const expected = decisions.map(({ propensities }) =>
      propensities.reduce((sum, p) => sum + (isUnlikely(p) ? p : 0), 0),
    );
    const share = decisions.filter(({ propensity }) => isUnlikely(propensity)).length / N;
    const mean = expected.reduce((sum, p) => sum + p, 0) / N;
    const variance = expected.reduce((sum, p) => sum + p * (1 - p), 0) / N;
    expect(Math.abs(share - mean)).toBeLessThanOrEqual(bernstein(N, variance, 1));
  });
});
