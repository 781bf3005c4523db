import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { configuredActions } from '../../../../src/app/actions.ts';
import { snapshotOf } from '../../../../src/app/snapshot-of.ts';
import { compareBeliefs } from '../../../../src/core/model/compare-beliefs.ts';
import { scoreArms } from '../../../../src/core/model/score-arms.ts';
import type { Snapshot } from '../../../../src/core/model/snapshot.ts';
import { foldByArm, type PlantedCredit, plantedCredits } from '../../../support/learned-statistics.ts';
import { SMALL_CONFIGURATION } from '../../../support/small-configuration.ts';

const SCALES = { noise: 0.5, base: 0.5, channel: 0.25, day: 0, slot: 0.125, arm: 0.25 };

function modelOf(credits: readonly PlantedCredit[], arm: number): Snapshot {
  const learning = { ...SMALL_CONFIGURATION.learning, scales: { ...SCALES, arm } };
  return snapshotOf({ ...SMALL_CONFIGURATION, learning }, foldByArm(credits), undefined);
}

const rootMeanSquare = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('compareBeliefs', () => {
  test.prop([fc.integer({ min: 1, max: 12 }), fc.nat(1000), fc.double({ min: 0.05, max: 2, noNaN: true })], {
    numRuns: 40,
  })('says of the sums what scoring every context that was learned from says', (perArm, seed, scale) => {
    const credits = plantedCredits(SMALL_CONFIGURATION, perArm, seed);
    const [before, after] = [modelOf(credits, 0.25), modelOf(credits, scale)];
    const changes = compareBeliefs(before, after, foldByArm(credits));
    const scored = credits.map(({ x }) => ({
      was: scoreArms(before.arms, x.values),
      is: scoreArms(after.arms, x.values),
    }));
    after.arms.forEach(({ action }, index) => {
      const arm = changes?.arms.find((each) => each.action === action);
      const shifts = scored.map(({ was, is }) => (is.means[index] ?? 0) - (was.means[index] ?? 0));
      const widths = scored.map(({ is }) => is.widths[index] ?? 0);
      expect(arm?.shift).toBeCloseTo(rootMeanSquare(shifts), 9);
      expect(arm?.widthAfter).toBeCloseTo(rootMeanSquare(widths), 9);
      const mean = scored.reduce((sum, { is }) => sum + (is.means[index] ?? 0), 0) / scored.length;
      expect(arm?.meanAfter).toBeCloseTo(mean, 9);
    });
  });

  test('names the action that is best for the average context, after cost', () => {
    const credits = plantedCredits(SMALL_CONFIGURATION, 40);
    const model = modelOf(credits, 0.25);
    const dear = { ...model, arms: model.arms.map((arm) => ({ ...arm, price: arm.cost > 0.1 ? 1 : 0 })) };
    const changes = compareBeliefs(dear, model, foldByArm(credits));
    expect(changes?.greedyBefore).not.toContain('call');
    expect(changes?.greedyAfter).toContain('call');
    expect(changes?.shift).toBe(0);
  });

  test('has nothing to say before the first credit, nor of a strategy that estimates nothing', () => {
    expect(compareBeliefs(modelOf([], 0.25), modelOf([], 0.5), new Map())).toBeUndefined();
    const credits = plantedCredits(SMALL_CONFIGURATION, 3);
    const learning = { ...SMALL_CONFIGURATION.learning, strategy: 'uniform' as const };
    const even = snapshotOf({ ...SMALL_CONFIGURATION, learning }, foldByArm(credits), undefined);
    expect(compareBeliefs(even, even, foldByArm(credits))).toBeUndefined();
    expect(configuredActions(SMALL_CONFIGURATION)).toHaveLength(even.arms.length);
  });
});
