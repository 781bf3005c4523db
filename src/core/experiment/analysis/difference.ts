import type { NormalEstimate } from '../../inference/asymptotic-confidence-sequence.ts';
import { adjustedDifference, interactedDifference, type TwoGroups } from '../../inference/cuped.ts';
import { differenceOf } from '../../inference/ratio-metric.ts';
import type { VectorMoments } from '../../inference/vector-moments.ts';
import { at } from '../../linear-algebra/at.ts';
import { type Metric, metricMoments } from './metric.ts';
import { type MomentSums, momentsOfSums } from './moment-sums.ts';

/** Below so many units of a group, nothing is said of it: an average of fewer is not near enough to normal. */
export const LEAST_UNITS = 30;

/**
 * How differences are made: as they are, adjusted for what the model expected with one slope, or with a slope for each
 * variant (Lin 2013), the most precise one, which the verdict rests on.
 */
export type Method = 'plain' | 'pooled' | 'adjusted';

/** Mean of the metric over a group's units; undefined while there are too few. */
export function metricValue(group: MomentSums, metric: Metric): NormalEstimate | undefined {
  const moments = momentsFor(group, metric);
  return moments === undefined ? undefined : meanOf(moments);
}

/** treatment − control by each method; undefined while either has too few units. */
export function differencesOf(
  treatment: MomentSums,
  control: MomentSums,
  metric: Metric,
): Readonly<Record<Method, NormalEstimate>> | undefined {
  const [treated, untreated] = [momentsFor(treatment, metric), momentsFor(control, metric)];
  if (treated === undefined || untreated === undefined) return undefined;
  const groups: TwoGroups = { treatment: treated, control: untreated };
  return {
    plain: differenceOf(meanOf(treated), meanOf(untreated)),
    pooled: adjustedDifference(groups),
    adjusted: interactedDifference(groups),
  };
}

function momentsFor(group: MomentSums, metric: Metric): VectorMoments | undefined {
  const perUnit = group.count < LEAST_UNITS ? undefined : momentsOfSums(group);
  return perUnit === undefined ? undefined : metricMoments(perUnit, metric);
}

function meanOf({ count, mean, covariance }: VectorMoments): NormalEstimate {
  return {
    estimate: at(mean, 0),
    standardError: Math.sqrt(Math.max(0, at(covariance, 0)) / count),
    count,
  };
}
