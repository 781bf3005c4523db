import type { Configuration } from '../core/configuration.ts';
import { encodedNames } from '../core/features/feature-columns.ts';
import { NO_CONTACT } from '../core/identifiers.ts';
import { suggestRemedies } from '../core/monitoring/suggest-remedies.ts';
import { type ChannelDrift, type DriftReport, watchDrift } from '../core/monitoring/watch-drift.ts';
import type { PoolingScales } from '../core/pooling/pooling-scales.ts';
import { type DecisionWeek, decisionWeek } from '../core/time/decision-week.ts';
import { HOUR_MS, type Instant, plusMs } from '../core/time/instant.ts';
import { configuredActions } from './actions.ts';
import type { WeeklyByArm } from './arm-statistics.ts';

export interface DriftFindings extends DriftReport {
  readonly channels: readonly (ChannelDrift & { readonly remedies: readonly string[] })[];
  /** The first week that is not judged yet: outcomes of its decisions may still come. */
  readonly until: DecisionWeek;
}

/** A send window lasts a day at most, and credits are folded within the hour. */
const LATEST_HOURS = 25;

/**
 * Which channels answer otherwise than was learned of them, by the statistics of the service's own decisions.
 * @param scales Those of the model that is served.
 */
export function findDrift(
  configuration: Configuration,
  own: WeeklyByArm,
  scales: PoolingScales,
  now: Instant,
): DriftFindings {
  const { learning, exploration, features } = configuration;
  const until = firstUnsettledWeek(configuration, now);
  const report = watchDrift({
    names: encodedNames(features),
    arms: configuredActions(configuration).map(({ action, channel = NO_CONTACT }) => ({ action, channel })),
    weekly: own,
    scales,
    until,
    ...(learning.halfLifeWeeks === undefined ? {} : { halfLifeWeeks: learning.halfLifeWeeks }),
  });
  const settings = { ...learning, epsilonFloor: exploration.epsilon.floor };
  return {
    ...report,
    channels: report.channels.map((drift) => ({ ...drift, remedies: suggestRemedies(drift, settings) })),
    until,
  };
}

/** The last decision of a settled week has had its send window and its reward window. */
function firstUnsettledWeek(
  { channels, noContact, horizonHours }: Configuration,
  now: Instant,
): DecisionWeek {
  const rewardHours = Math.max(
    noContact.rewardWindowHours,
    ...channels.map((each) => each.rewardWindowHours),
  );
  return decisionWeek(plusMs(now, -(horizonHours + rewardHours + LATEST_HOURS) * HOUR_MS));
}
