import type { Instant } from '../time/instant.ts';
import type { Experiment } from './experiment.ts';
import { POSITIONS } from './hash-position.ts';
import { shareAt } from './share-at.ts';

/**
 * Whether an experiment takes the unit at this position of its layer: the slice opens from its lower end on, so that a
 * higher share moves nobody out.
 * @remarks The ends are rounded to whole positions alike for every experiment: slices that touch share no position.
 */
export function isOpened(
  { slice, ramp }: Pick<Experiment, 'slice' | 'ramp'>,
  position: number,
  now: Instant,
): boolean {
  const from = Math.round(slice.from * POSITIONS);
  const width = Math.round(slice.to * POSITIONS) - from;
  return position >= from && position < from + Math.floor(shareAt(ramp, now) * width);
}
