import { InvalidInputError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import type { NormalEstimate } from './asymptotic-confidence-sequence.ts';
import { quadraticForm, residualVariance, slopesOf } from './slopes.ts';
import type { VectorMoments } from './vector-moments.ts';

/**
 * Moments of (y, x₁ … xₖ) per unit for both groups, where each x was known before the unit was assigned; the model's own
 * prediction at the time of the decision is one. At least two units in each.
 */
export interface TwoGroups {
  readonly control: VectorMoments;
  readonly treatment: VectorMoments;
}

/**
 * The difference of means, treatment − control, with one slope for each covariate, common to both groups:
 * (ȳₜ − ȳ꜀) − θᵀ(x̄ₜ − x̄꜀), θ from the pooled covariance within groups. The plain difference when k = 0.
 * @remarks Unbiased up to O(1/n), and never less precise in large samples than the plain difference of equal groups.
 * @throws {InvalidInputError} `config-invalid` when a group has fewer than two units or the groups differ in covariates.
 * @see Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online controlled experiments by utilizing
 * pre-experiment data", WSDM 2013.
 */
export function adjustedDifference(groups: TwoGroups): NormalEstimate {
  const { control, treatment } = checked(groups);
  const size = control.mean.length;
  const pooled = control.covariance.map(
    (value, i) => value * (control.count - 1) + at(treatment.covariance, i) * (treatment.count - 1),
  );
  const slopes = slopesOf(pooled, size);
  const variance = [control, treatment].reduce(
    (sum, { covariance, count }) => sum + residualVariance(covariance, size, slopes) / count,
    0,
  );
  return {
    estimate: adjusted(treatment, slopes) - adjusted(control, slopes),
    standardError: Math.sqrt(variance),
    count: control.count + treatment.count,
  };
}

/**
 * The difference of means, treatment − control, with slopes of its own for each group: the coefficient of the treatment
 * in least squares with all covariates, centred at the mean of both groups together, and their interactions with it.
 * @remarks In large samples at least as precise as the plain difference and {@link adjustedDifference}, for groups of any
 * sizes. The standard error allows for units being a sample: it counts how the effect varies with the covariates.
 * @throws {InvalidInputError} `config-invalid` as above.
 * @see Lin, "Agnostic notes on regression adjustments to experimental data", Annals of Applied Statistics 2013; Negi and
 * Wooldridge, Econometric Reviews 2021, for the sampling term.
 */
export function interactedDifference(groups: TwoGroups): NormalEstimate {
  const { control, treatment } = checked(groups);
  const size = control.mean.length;
  const count = control.count + treatment.count;
  const [untreated, treated] = [slopesOf(control.covariance, size), slopesOf(treatment.covariance, size)];
  const centre = control.mean.map(
    (mean, i) => (mean * control.count + at(treatment.mean, i) * treatment.count) / count,
  );
  const gap = Float64Array.from({ length: size }, (_, i) =>
    i === 0 ? 0 : at(treated, i - 1) - at(untreated, i - 1),
  );
  const within = control.covariance.map(
    (value, i) =>
      (value * (control.count - 1) + at(treatment.covariance, i) * (treatment.count - 1)) / (count - 2),
  );
  return {
    estimate: adjusted(treatment, treated, centre) - adjusted(control, untreated, centre),
    standardError: Math.sqrt(
      residualVariance(treatment.covariance, size, treated) / treatment.count +
        residualVariance(control.covariance, size, untreated) / control.count +
        Math.max(0, quadraticForm(within, size, gap)) / count,
    ),
    count,
  };
}

/** ȳ − θᵀ(x̄ − centre). */
function adjusted({ mean }: VectorMoments, slopes: Float64Array, centre?: Float64Array): number {
  return slopes.reduce(
    (sum, slope, j) => sum - slope * (at(mean, j + 1) - (centre === undefined ? 0 : at(centre, j + 1))),
    at(mean, 0),
  );
}

function checked(groups: TwoGroups): TwoGroups {
  const { control, treatment } = groups;
  for (const [group, { count }] of Object.entries(groups)) {
    if (count < 2) throw invalid(group, `has ${count} units`, 'Wait for at least 2.');
  }
  if (control.mean.length !== treatment.mean.length) {
    throw invalid('treatment', 'has other covariates than control', 'Use the same ones for both.');
  }
  return groups;
}

function invalid(group: string, problem: string, fix: string): InvalidInputError {
  return new InvalidInputError('config-invalid', `${group} ${problem}. ${fix}`, {
    fields: [{ pointer: `/${group}`, problem, fix }],
  });
}
