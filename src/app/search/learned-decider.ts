import type { Configuration } from '../../core/configuration.ts';
import type { LearnedPolicy } from '../../core/policy/served-policy.ts';
import { decisionWeek } from '../../core/time/decision-week.ts';
import { totalsOf, type WeeklyByArm } from '../arm-statistics.ts';
import { configurationOf } from '../challenger.ts';
import type { Scales } from '../scales-for.ts';
import { snapshotOf } from '../snapshot-of.ts';
import { learnRows } from './learn-rows.ts';
import type { RowDecider } from './row-policy.ts';
import type { LogPart } from './split-log.ts';

/** What a policy has learned from a part of the log, as it would decide at its end. */
export type LearnFromPart = (policy: LearnedPolicy) => RowDecider;

/**
 * @remarks Pooling scales are fitted once for each half-life: the evidence for them does not depend on how a strategy
 * explores. Prices of scarce channels are left out: they answer to what is booked in service.
 */
export function learnFromPart({ rows, to }: LogPart, configuration: Configuration): LearnFromPart {
  const weekly: WeeklyByArm = learnRows(rows);
  const fitted = new Map<number | undefined, Scales>();
  return (policy) => {
    const own = configurationOf(configuration, policy);
    const { halfLifeWeeks } = own.learning;
    const totals = totalsOf(weekly, halfLifeWeeks, decisionWeek(to));
    const snapshot = snapshotOf(own, totals, fitted.get(halfLifeWeeks));
    fitted.set(halfLifeWeeks, snapshot);
    return { snapshot };
  };
}
