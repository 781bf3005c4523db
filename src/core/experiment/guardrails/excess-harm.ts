import type { VariantId } from '../../identifiers.ts';
import type { Experiment } from '../experiment.ts';
import type { VariantCounts } from './unit-counts.ts';

/**
 * How many borrowers were harmed beyond what the control's rate would have harmed: Σ max(0, harmed − borrowers · rate of
 * the control) over the variants, ≥ 0. An estimate; luck alone makes it a little above 0.
 * @param watch The place among the counted watches.
 * @remarks Nothing for an experiment whose control nobody has met with, a holdout for instance: there is no rate to
 * compare with.
 */
export function excessHarm(
  { control }: Pick<Experiment, 'control'>,
  counts: ReadonlyMap<VariantId, VariantCounts>,
  watch: number,
): number {
  const reference = counts.get(control);
  if (reference === undefined || reference.borrowers === 0) return 0;
  const rate = (reference.harmed[watch] ?? 0) / reference.borrowers;
  let excess = 0;
  for (const [variant, { borrowers, harmed }] of counts) {
    if (variant !== control) excess += Math.max(0, (harmed[watch] ?? 0) - borrowers * rate);
  }
  return excess;
}
