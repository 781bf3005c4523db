import type { ConfidenceInterval } from './confidence-interval.ts';
import { normalInterval } from './confidence-interval.ts';
import type { GateLimits } from './gate-facts.ts';
import type { LogRow } from './log-row.ts';
import { moments } from './moments.ts';
import { rewardScale } from './reward-scale.ts';
import type { TargetBoundsValue } from './target-bounds.ts';
import type { TargetPolicy } from './target-policy.ts';
import { calibrationOf, type TargetValue, targetValue } from './target-value.ts';
import {
  boundsPass,
  modelPass,
  rewardModel,
  type ValuationSettings,
  type ValuePass,
  valuePass,
} from './valuation.ts';

/** What a log says of several policies. */
export interface Valuation {
  /** Valued rows: mature ones, with something to choose from. */
  readonly rows: number;
  readonly immature: number;
  /** What the policy that made the log earned, per decision; absent without rows. */
  readonly logged?: { readonly value: number; readonly normal: ConfidenceInterval };
  /** ln of an always-valid e-value against each action's probabilities; empty when the log holds no distributions. */
  readonly calibration: ReadonlyMap<string, { readonly logEvidence: number }>;
  /** In the policies' order. */
  readonly targets: readonly TargetValue[];
}

/**
 * Values policies by the log of another one, which may have learned as it went: every estimate with its intervals, for
 * those policies of which the log can tell.
 * @param rows The rows in the order in which they were logged; gone through twice.
 * @param targets What is valued must not have been fitted to these rows, or its value is too high.
 * @throws {InvalidInputError} `config-invalid` when the range isn't one.
 */
export function valueTargets<Row extends LogRow>(
  rows: Iterable<Row>,
  targets: readonly TargetPolicy<Row>[],
  settings: ValuationSettings,
  limits?: GateLimits,
): Valuation {
  const model = modelPass(settings);
  const ordered = boundsPass(settings, targets);
  for (const row of rows) {
    model.add(row);
    ordered.add(row);
  }
  const pass = valuePass(settings, targets, rewardModel(settings, model.sums()));
  for (const row of rows) pass.add(row);
  return valuationOf(settings, targets, pass, ordered.bounds(), limits);
}

/** The valuation that the passes over a log come to, however many parts they were made in. */
export function valuationOf<Row extends LogRow>(
  { range, leastLogged }: ValuationSettings,
  targets: readonly Pick<TargetPolicy<Row>, 'name' | 'isLogged'>[],
  pass: Pick<ValuePass<Row>, 'sums' | 'intervals'>,
  bounds: readonly TargetBoundsValue[],
  limits?: GateLimits,
): Valuation {
  const sums = pass.sums();
  const resampled = pass.intervals();
  const scale = rewardScale(range);
  const logged = moments.value(sums.log.rewards);
  return {
    rows: sums.log.rewards.count,
    immature: sums.log.immature,
    ...(logged === undefined ? {} : { logged: { value: logged.mean, normal: normalInterval(logged) } }),
    calibration: calibrationOf(sums.log),
    targets: targets.flatMap(({ name, isLogged }, index) => {
      const [own, ofBounds] = [sums.targets[index], bounds[index]];
      if (own === undefined || ofBounds === undefined) return [];
      const judged = { name, sums: own, bounds: ofBounds, resampled: resampled[index] ?? [] };
      return [
        targetValue({ ...judged, ...(isLogged ? { isLogged } : {}) }, sums.log, scale, leastLogged, limits),
      ];
    }),
  };
}
