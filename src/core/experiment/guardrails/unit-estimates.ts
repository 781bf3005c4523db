import { asymptoticLowerBound, type NormalEstimate } from '../../inference/asymptotic-confidence-sequence.ts';
import { ratioEstimate } from '../../inference/ratio-metric.ts';
import type { VectorMoments } from '../../inference/vector-moments.ts';
import type { Sight } from './check.ts';
import { ratioLowerBound } from './ratio-lower-bound.ts';
import type { VariantCounts } from './unit-counts.ts';

/** With fewer units in a variant or its control nothing is said of their spread: bounds are 0. */
export const LEAST_UNITS = 20;

/** A sum over units divided by another, by their places among the fields. */
export interface Ratio {
  readonly of: number;
  readonly by: number;
}

/** The variant's ratio divided by the control's is surely at least this much, whatever ties a unit's members together. */
export function timesControlByUnits({ variant, control, level, experiment }: Sight, ratio: Ratio): number {
  const [a, b] = [estimateOf(variant, ratio), estimateOf(control, ratio)];
  if (a === undefined || b === undefined) return 0;
  const tunedFor = experiment.analysis.plannedUnits;
  return ratioLowerBound(a, b, variant.decisions + control.decisions, { level, tunedFor });
}

/** The variant's ratio is surely at least this much, whatever ties a unit's members together. */
export function rateByUnits({ variant, level, experiment }: Sight, ratio: Ratio): number {
  const found = estimateOf(variant, ratio);
  if (found === undefined) return 0;
  const settings = { level, tunedFor: experiment.analysis.plannedUnits };
  return Math.max(0, asymptoticLowerBound({ ...found, count: variant.decisions }, settings));
}

function estimateOf({ perUnit }: VariantCounts, { of, by }: Ratio): NormalEstimate | undefined {
  return perUnit.count < LEAST_UNITS ? undefined : ratioEstimate(pairOf(perUnit, of, by));
}

/** The moments of two of the fields. */
function pairOf({ count, mean, covariance }: VectorMoments, of: number, by: number): VectorMoments {
  const fields = [of, by];
  const at = (values: Float64Array, index: number): number => values[index] ?? 0;
  return {
    count,
    mean: Float64Array.from(fields, (field) => at(mean, field)),
    covariance: Float64Array.from(
      fields.flatMap((row) => fields.map((column) => at(covariance, row * mean.length + column))),
    ),
  };
}
