import { describe, expect, it } from 'vitest';
import { configuredActions } from '../../../../src/app/actions.ts';
import { encodedNames } from '../../../../src/core/features/feature-columns.ts';
import { evidenceOf } from '../../../../src/core/model/evidence-of.ts';
import { evidenceProfile, SCALE_NAMES } from '../../../../src/core/model/evidence-profile.ts';
import { armsToFit, fitModel } from '../../../../src/core/model/fit-model.ts';
import { pooledPosterior } from '../../../../src/core/pooling/pooled-posterior.ts';
import { standingOf } from '../../../../src/core/pooling/scale-trial.ts';
import { foldByArm, plantedCredits } from '../../../support/learned-statistics.ts';
import { SMALL_CONFIGURATION } from '../../../support/small-configuration.ts';

const learned = {
  names: encodedNames(SMALL_CONFIGURATION.features),
  arms: configuredActions(SMALL_CONFIGURATION),
  statistics: foldByArm(plantedCredits(SMALL_CONFIGURATION, 60)),
};
const fitted = fitModel(learned);

describe('evidenceOf', () => {
  it('is the evidence that the posterior reports and the fit maximised', () => {
    const evidence = evidenceOf(learned);
    const { scales } = fitted;
    const arms = armsToFit(learned);
    expect(standingOf(evidence(scales))).toBeCloseTo(standingOf(fitted), 9);
    expect(evidence(scales).logEvidence).toBeCloseTo(
      pooledPosterior({ dimension: learned.names.length, arms, scales }).logEvidence,
      9,
    );
    const other = { noise: 0.4, base: 0.3, channel: 0.2, day: 0, slot: 0.1, arm: 0.05 };
    expect(evidence(other).logEvidence).toBeCloseTo(
      pooledPosterior({ dimension: learned.names.length, arms, scales: other }).logEvidence,
      9,
    );
  });
});

describe('evidenceProfile', () => {
  it('rises to the fitted scale and falls after it, as far as the grid of the fit can tell', () => {
    const evidence = evidenceOf(learned);
    for (const name of SCALE_NAMES.filter((each) => each !== 'day')) {
      const { points } = evidenceProfile(evidence, fitted.scales, name);
      expect(points.map(({ scale }) => scale)).toEqual(
        points.map(({ scale }) => scale).toSorted((a, b) => a - b),
      );
      for (const { standing } of points) expect(standing).toBeLessThan(standingOf(fitted) + 0.2);
    }
  });

  it('shows what leaving an effect out costs, but not what has to be there', () => {
    const evidence = evidenceOf(learned);
    const [without] = evidenceProfile(evidence, fitted.scales, 'channel').points;
    expect(without?.scale).toBe(0);
    expect(without?.standing).toBeLessThan(standingOf(fitted) - 1);
    for (const name of ['noise', 'arm'] as const) {
      expect(evidenceProfile(evidence, fitted.scales, name).points.every(({ scale }) => scale > 0)).toBe(
        true,
      );
    }
  });
});
