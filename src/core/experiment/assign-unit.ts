import type { Assignment } from './assignment.ts';
import type { AssignmentRequest } from './assignment-request.ts';
import { clusterName } from './cluster-name.ts';
import type { Design } from './design.ts';
import type { Experiment } from './experiment.ts';
import { hashPosition, POSITIONS } from './hash-position.ts';
import { isOpened } from './is-opened.ts';
import { pickVariant } from './pick-variant.ts';

/** The variant that a borrower or a cluster has for good; undefined when it is not in the experiment. */
export function assignUnit(
  { layer, salt, slice, ramp, variants }: Experiment,
  design: Exclude<Design, { readonly kind: 'switchback' }>,
  { borrowerId, clusters, now, sha256 }: AssignmentRequest,
): Pick<Assignment, 'variant' | 'unit'> | undefined {
  const cluster = design.kind === 'cluster' ? clusterName(design.by, clusters) : undefined;
  const unit = design.kind === 'cluster' ? cluster : borrowerId;
  if (unit === undefined) return undefined;
  if (!isOpened({ slice, ramp }, hashPosition(sha256, 'layer', layer, unit), now)) return undefined;
  const variant = pickVariant(variants, hashPosition(sha256, 'variant', salt, unit), POSITIONS);
  return variant && { variant: variant.id, ...(cluster !== undefined && { unit: cluster }) };
}
