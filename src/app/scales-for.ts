import type { Configuration } from '../core/configuration.ts';
import { type FitModelInput, fitModel } from '../core/model/fit-model.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { DEFAULT_SCALES } from '../core/pooling/default-scales.ts';

/** Fewer outcomes than these say little about how far arms lie apart. */
export const ENOUGH_TO_FIT = 200;

/** Fitted anew when what was learned has grown, or shrunk, by this factor since. */
const GROWTH = 1.25;

export type Scales = Pick<Snapshot, 'scales' | 'fittedOn'>;

/**
 * The pooling scales to build a snapshot with: those of the configuration if it gives any; else those of the champion,
 * as long as they were fitted to about as much as there is now; else fitted afresh.
 * @remarks Fitting again for each snapshot would cost much and change little: the evidence moves with the logarithm of
 * what was learned. A snapshot pins its scales and says what they were fitted to.
 */
export function scalesFor(
  setting: Configuration['learning']['scales'],
  champion: Scales | undefined,
  learned: FitModelInput,
): Scales {
  if (setting !== 'fitted') return { scales: setting, fittedOn: 0 };
  let credits = 0;
  for (const { count } of learned.statistics.values()) credits += count;
  if (credits < ENOUGH_TO_FIT) return { scales: DEFAULT_SCALES, fittedOn: 0 };
  const fittedOn = champion?.fittedOn ?? 0;
  if (champion !== undefined && credits < GROWTH * fittedOn && credits > fittedOn / GROWTH) {
    return { scales: champion.scales, fittedOn };
  }
  return { scales: fitModel(learned).scales, fittedOn: Math.round(credits) };
}
