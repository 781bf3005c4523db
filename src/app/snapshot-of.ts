import type { Configuration } from '../core/configuration.ts';
import { encodedNames } from '../core/features/feature-columns.ts';
import type { ActionId, ChannelId } from '../core/identifiers.ts';
import { buildSnapshot } from '../core/model/build-snapshot.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { Statistics } from '../core/model/statistics.ts';
import { explorationAfter } from '../core/policy/exploration.ts';
import { rewardRange } from '../core/reward/reward-range.ts';
import { configuredActions } from './actions.ts';
import { type Scales, scalesFor } from './scales-for.ts';

/**
 * The snapshot that a configuration makes of what was learned.
 * @param served The champion, whose fitted scales are kept while they are recent enough.
 * @param prices Shadow price per contact of each channel whose capacity is scarce, in reward units.
 */
export function snapshotOf(
  configuration: Configuration,
  statistics: ReadonlyMap<ActionId, Statistics>,
  served: Scales | undefined,
  prices: ReadonlyMap<ChannelId, number> = new Map(),
): Snapshot {
  const { model, features, learning, exploration, reward } = configuration;
  const arms = configuredActions(configuration).map((arm) => ({
    ...arm,
    price: arm.channel === undefined ? 0 : (prices.get(arm.channel) ?? 0),
  }));
  let credits = 0;
  for (const { count } of statistics.values()) credits += count;
  return buildSnapshot({
    model,
    strategy: learning.strategy,
    schema: features,
    ridge: learning.ridge,
    ...scalesFor(learning.scales, served, { names: encodedNames(features), arms, statistics }),
    exploration: explorationAfter(credits, exploration, rewardRange(reward)),
    arms,
    statistics,
  });
}
