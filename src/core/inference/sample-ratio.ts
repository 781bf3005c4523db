import { InvalidInputError } from '../errors.ts';
import { logGamma } from './log-gamma.ts';
import { chiSquareTail } from './normal-distribution.ts';
import { requireNumber } from './require-number.ts';

/** One arm of an experiment: how many units it got and how large a share it was meant to get. */
export interface ArmCount {
  /** Whole, ≥ 0. */
  readonly count: number;
  /** ≥ 0, in any unit; shares are taken in proportion. An arm of weight 0 is left out. */
  readonly weight: number;
}

/**
 * The p-value of Pearson's χ² test that the units fell to the arms in proportion to the weights; 1 for fewer than two
 * arms or no unit. For one look only; below 0.001 something assigns or loses units otherwise than meant.
 * @throws {InvalidInputError} `config-invalid` when a count or weight is negative or not finite.
 * @see Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.
 */
export function sampleRatioPValue(arms: readonly ArmCount[]): number {
  const { shares, total } = weighed(arms);
  if (shares.length < 2 || total === 0) return 1;
  const statistic = shares.reduce((sum, { count, share }) => {
    const expected = share * total;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return chiSquareTail(statistic, shares.length - 1);
}

/**
 * ln of the e-value that the units do not fall to the arms as meant, which may be looked at after every unit: the
 * probability that it ever reaches ln(1/α) is at most α when they do. Depends on the counts alone, so counts merge.
 *
 * Γ(Σα) ÷ Γ(Σα + n) · Π Γ(αₖ + nₖ) ÷ Γ(αₖ) · Π θₖ^−nₖ
 * @param concentration αₖ > 0 of the Dirichlet mixture, alike for every arm; 1 is uniform over all shares.
 * @throws {InvalidInputError} `config-invalid` as above.
 * @see Lindon and Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022.
 */
export function logSampleRatioEvidence(arms: readonly ArmCount[], concentration = 1): number {
  requireNumber('concentration', concentration, { above: 0 });
  const { shares, total } = weighed(arms);
  const all = concentration * shares.length;
  return shares.reduce(
    (sum, { count, share }) =>
      sum + logGamma(concentration + count) - logGamma(concentration) - count * Math.log(share),
    logGamma(all) - logGamma(all + total),
  );
}

function weighed(arms: readonly ArmCount[]) {
  for (const { count, weight } of arms) {
    requireNumber('count', count, { atLeast: 0 });
    requireNumber('weight', weight, { atLeast: 0 });
  }
  const used = arms.filter(({ weight }) => weight > 0);
  const weight = used.reduce((sum, arm) => sum + arm.weight, 0);
  if (used.length === 0) {
    const [problem, fix] = ['has no arm with a weight above 0', 'Give at least one arm a weight above 0.'];
    throw new InvalidInputError('config-invalid', `arms ${problem}. ${fix}`, {
      fields: [{ pointer: '/arms', problem, fix }],
    });
  }
  return {
    shares: used.map((arm) => ({ count: arm.count, share: arm.weight / weight })),
    total: used.reduce((sum, { count }) => sum + count, 0),
  };
}
