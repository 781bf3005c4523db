import {
  asymptoticLowerBound,
  type NormalEstimate,
  type SequenceSettings,
} from '../../inference/asymptotic-confidence-sequence.ts';
import { findCrossing, findUpperEnd } from '../../inference/find-crossing.ts';

/** A ratio of this size is as good as infinite: of something to nothing. */
export const LARGEST_RATIO = 1e9;

/**
 * A bound for the ratio of two means ≥ 0 of independent units that the truth is, asymptotically, never below with a
 * probability above the level, at any number of looks: the smallest ratio r at which variant − r·control isn't surely
 * above 0. At most {@link LARGEST_RATIO}.
 * @param count Of the clock that the sequence runs by, ≥ 1; `tunedFor` is by the same one.
 * @remarks The clock counts decisions rather than units: units go on adding to their sums, so there is more to see, and
 * more often occasion to err, even when no unit is new.
 * @see Fieller 1954, with a sequence in the place of an interval.
 */
export function ratioLowerBound(
  variant: NormalEstimate,
  control: NormalEstimate,
  count: number,
  settings: SequenceSettings,
): number {
  const shortOf = (ratio: number): number =>
    -asymptoticLowerBound(
      {
        estimate: variant.estimate - ratio * control.estimate,
        standardError: Math.hypot(variant.standardError, ratio * control.standardError),
        count,
      },
      settings,
    );
  if (shortOf(0) >= 0) return 0;
  const end = Math.min(findUpperEnd(shortOf, 1), LARGEST_RATIO);
  return end === LARGEST_RATIO && shortOf(end) < 0 ? end : findCrossing(shortOf, 0, end);
}
