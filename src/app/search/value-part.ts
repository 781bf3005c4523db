import type { Configuration } from '../../core/configuration.ts';
import type { Bounds } from '../../core/evaluation/confidence-interval.ts';
import type { TargetPolicy } from '../../core/evaluation/target-policy.ts';
import { type Valuation, valueTargets } from '../../core/evaluation/value-targets.ts';
import type { PastLog } from './past-log.ts';
import type { PastRow } from './past-row.ts';

export interface PartValuation {
  readonly rows: readonly PastRow[];
  readonly dimension: number;
  /** What no reward lies beyond. */
  readonly range: Bounds;
  /** Of the anytime intervals, in (0, 1). */
  readonly level: number;
  readonly seed: number;
  readonly replicates?: number;
}

/** What rows say of policies; of rows in which there was no choice, or an experiment chose the policy, nothing is asked. */
export function valuePart(
  { rows, dimension, range, level, seed, replicates }: PartValuation,
  targets: readonly TargetPolicy<PastRow>[],
): Valuation {
  const compared = rows.filter(({ isCompared }) => isCompared);
  let leastLogged = 1;
  for (const { logged } of compared) for (const share of logged) leastLogged = Math.min(leastLogged, share);
  return valueTargets(compared, targets, {
    range,
    planned: compared.length,
    leastLogged,
    dimension,
    level,
    seed,
    ...(replicates === undefined ? {} : { replicates }),
  });
}

/** What a reward after cost can't be beyond, with the dearest contact that the log knows. */
export function rangeAfterCost(
  { reward, channels }: Pick<Configuration, 'reward' | 'channels'>,
  { rows }: Pick<PastLog, 'rows'>,
): Bounds {
  let dearest = Math.max(0, ...channels.map(({ cost }) => cost));
  for (const { reward: afterCost, beforeCost } of rows) dearest = Math.max(dearest, beforeCost - afterCost);
  return { lower: reward.min - dearest, upper: reward.max };
}
