import { InvalidInputError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import type { NormalEstimate } from './asymptotic-confidence-sequence.ts';
import { quadraticForm } from './slopes.ts';
import type { VectorMoments } from './vector-moments.ts';

/**
 * Σy ÷ Σm with its standard error by the delta method: √(σ²_y − 2Rσ_ym + R²σ²_m) ÷ (m̄√n).
 * @param perUnit moments of (y, m) where each unit, a borrower, gives its own sums: y of its rewards and m of its
 * decisions, say. The count of the estimate is that of units.
 * @remarks Since a unit's values may depend on each other in any way, this is also the cluster-robust error of a mean over
 * decisions. Units must be independent.
 * @throws {InvalidInputError} `config-invalid` when there are fewer than two units, the moments aren't of pairs, or m̄
 * isn't above 0.
 * @see Deng, Knoblich and Lu, "Applying the delta method in metric analytics", KDD 2018.
 */
export function ratioEstimate({ count, mean, covariance }: VectorMoments): NormalEstimate {
  if (count < 2 || mean.length !== 2 || !(at(mean, 1) > 0)) {
    const problem = `has ${count} units of ${mean.length} numbers`;
    const fix = 'Give pairs of a sum and a size for at least 2 units, sizes above 0 on average.';
    throw new InvalidInputError('config-invalid', `perUnit ${problem}. ${fix}`, {
      fields: [{ pointer: '/perUnit', problem, fix }],
    });
  }
  const size = at(mean, 1);
  const estimate = at(mean, 0) / size;
  const variance = Math.max(0, quadraticForm(covariance, 2, Float64Array.of(1, -estimate)));
  return { estimate, standardError: Math.sqrt(variance / count) / size, count };
}

/** treatment − control of estimates from independent units. */
export function differenceOf(treatment: NormalEstimate, control: NormalEstimate): NormalEstimate {
  return {
    estimate: treatment.estimate - control.estimate,
    standardError: Math.hypot(treatment.standardError, control.standardError),
    count: treatment.count + control.count,
  };
}
