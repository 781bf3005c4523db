import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { drawAction, drawNumber, propensityOf } from '../../../src/core/policy/draw.ts';
import { arm } from '../../support/builders/identifiers.ts';
import { explored } from '../../support/builders/scored-actions.ts';
import { bernstein } from '../../support/laws/bernstein.ts';

const N = 100_000;

const ACTIONS = Array.from({ length: 13 }, (_, index) => arm(`channel${index % 3}@window${index}`));
/** The less is expected of an action, the less is known of it: so that many may win. */
const distribution = explored(
  'randucb',
  ACTIONS.map((action, index) => ({
    action,
    mean: 0.3 - index ** 2 / 400,
    uncertainty: index / 10,
    cost: 0,
  })),
  { beta: 1, epsilon: 0.1, gamma: 0 },
);
const DRAWN = Array.from({ length: N }, (_, index) =>
  drawAction(distribution, drawNumber(createHash('sha256').update(`draw\nd_${index}`).digest())),
);

describe('draws by hash', () => {
  test.each(ACTIONS)('%s comes as often as its propensity says', (action) => {
    const p = propensityOf(distribution, action);
    const share = DRAWN.filter((drawn) => drawn === action).length / N;
    expect(Math.abs(share - p)).toBeLessThanOrEqual(bernstein(N, p * (1 - p), 1));
  });

  test('the distribution is not a trivial one', () => {
    const propensities = ACTIONS.map((action) => propensityOf(distribution, action));
    expect(Math.max(...propensities)).toBeLessThan(0.9);
    expect(propensities.filter((p) => p > 0.02).length).toBeGreaterThan(2);
  });

  test('importance weights towards the even policy average 1', () => {
    const weight = (p: number) => 1 / ACTIONS.length / p;
    const propensities = ACTIONS.map((action) => propensityOf(distribution, action));
    const variance = propensities.reduce((sum, p) => sum + p * weight(p) ** 2, 0) - 1;
    const mean = DRAWN.reduce((sum, action) => sum + weight(propensityOf(distribution, action)), 0) / N;
    expect(Math.abs(mean - 1)).toBeLessThanOrEqual(bernstein(N, variance, weight(Math.min(...propensities))));
  });
});
