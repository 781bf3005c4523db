import { formatInstant, HOUR_MS, type Instant } from '../time/instant.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentRequest } from './assignment-request.ts';
import { clusterName } from './cluster-name.ts';
import type { Design } from './design.ts';
import type { Experiment } from './experiment.ts';
import { hashPosition } from './hash-position.ts';
import { isOpened } from './is-opened.ts';
import { pickVariant } from './pick-variant.ts';
import { blockPeriods, placeOf } from './switchback-block.ts';

/**
 * The variant that a period has, for everybody or for one cluster; undefined when it is not in the experiment.
 * @remarks Periods and blocks are counted from 1970 in UTC. The ramp opens clusters for good; where everybody is one, it
 * opens whole blocks, so that each variant has exactly its share of those too.
 */
export function assignPeriod(
  { layer, salt, slice, ramp, variants }: Experiment,
  { by, periodHours, washoutHours }: Extract<Design, { readonly kind: 'switchback' }>,
  { clusters, now, sha256 }: AssignmentRequest,
): Pick<Assignment, 'variant' | 'unit' | 'washout'> | undefined {
  const cluster = by === undefined ? '' : clusterName(by, clusters);
  if (cluster === undefined) return undefined;
  const periodMs = periodHours * HOUR_MS;
  const period = Math.floor(now / periodMs);
  const length = blockPeriods(variants);
  const block = Math.floor(period / length);
  const taken = by === undefined ? `block ${block}` : cluster;
  if (!isOpened({ slice, ramp }, hashPosition(sha256, 'layer', layer, taken), now)) return undefined;
  const keys = Array.from({ length }, (_, slot) =>
    hashPosition(sha256, 'slot', salt, `${block}`, `${slot}`, cluster),
  );
  const variant = pickVariant(variants, placeOf(period - block * length, keys), length);
  const isWashout = now - period * periodMs < washoutHours * HOUR_MS;
  const unit = `${cluster && `${cluster}@`}${minuteOf(period * periodMs)}`;
  return variant && { variant: variant.id, unit, ...(isWashout && { washout: true }) };
}

/** E.g. `2026-11-27T06:00Z`. */
function minuteOf(at: number): string {
  return `${formatInstant(at as Instant).slice(0, 16)}Z`;
}
