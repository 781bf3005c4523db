import type { VectorMoments } from '../../inference/vector-moments.ts';
import { at } from '../../linear-algebra/at.ts';
import { CONTACTS, DECISIONS, FIRST_EVENT, PREDICTED, REWARD, UNPREDICTED } from './unit-vector.ts';

/** Something that variants are compared by. */
export interface Metric {
  /** `reward-per-decision`, `reward-per-unit`, `contacts-per-unit` or `units-with:<event type>`. */
  readonly id: string;
  /** The coordinate of a unit's vector that is averaged … */
  readonly of: number;
  /** … over units, or over all their decisions: Σ of the coordinate ÷ Σ of decisions. */
  readonly per: 'unit' | 'decision';
}

/** Reward after cost per decision: what the verdict rests on. */
export const PRIMARY: Metric = { id: 'reward-per-decision', of: REWARD, per: 'decision' };

/** The first is {@link PRIMARY}; the share of units with an event of each type comes last. */
export function metricsOf(events: readonly string[]): readonly Metric[] {
  return [
    PRIMARY,
    { id: 'reward-per-unit', of: REWARD, per: 'unit' },
    { id: 'contacts-per-unit', of: CONTACTS, per: 'unit' },
    ...events.map(
      (type, index): Metric => ({
        id: `units-with:${type}`,
        of: FIRST_EVENT + index,
        per: 'unit',
      }),
    ),
  ];
}

/**
 * Moments of (value, covariate, missing) whose first mean is the metric and whose variance ÷ count is that of the metric.
 * @remarks A ratio R = Σy ÷ Σm is made a mean of R + (y − R·m) ÷ m̄, the delta method; units may depend on their own earlier
 * decisions in any way, so the error is cluster-robust, and the same covariates adjust it.
 * @returns undefined when there is no decision to divide by.
 * @see Deng, Knoblich and Lu, "Applying the delta method in metric analytics", KDD 2018.
 */
export function metricMoments(perUnit: VectorMoments, { of, per }: Metric): VectorMoments | undefined {
  const { count, mean, covariance } = perUnit;
  const size = mean.length;
  const decisions = at(mean, DECISIONS);
  if (per === 'decision' && !(decisions > 0)) return undefined;
  const ratio = per === 'decision' ? at(mean, of) / decisions : at(mean, of);
  const value = new Float64Array(size);
  value[of] = per === 'decision' ? 1 / decisions : 1;
  if (per === 'decision') value[DECISIONS] = at(value, DECISIONS) - ratio / decisions;
  const rows = [value, unitVectorOf(PREDICTED, size), unitVectorOf(UNPREDICTED, size)];
  return {
    count,
    mean: Float64Array.of(ratio, at(mean, PREDICTED), at(mean, UNPREDICTED)),
    covariance: Float64Array.from(rows.flatMap((row) => rows.map((other) => form(covariance, row, other)))),
  };
}

function unitVectorOf(index: number, size: number): Float64Array {
  const vector = new Float64Array(size);
  vector[index] = 1;
  return vector;
}

/** aᵀCb, over the coordinates that are not 0. */
function form(covariance: Float64Array, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    if (at(a, i) === 0) continue;
    for (let j = 0; j < b.length; j++) {
      if (at(b, j) !== 0) sum += at(a, i) * at(b, j) * at(covariance, i * a.length + j);
    }
  }
  return sum;
}
