import type { DecisionWeek } from '../time/decision-week.ts';
import type { ChannelWeek } from './weekly-errors.ts';

/** How far something was off in one week, per outcome. */
export interface WeeklyShift {
  readonly week: DecisionWeek;
  /** In reward units. */
  readonly shift: number;
  /** Of `shift`, were nothing changed. */
  readonly variance: number;
  /** Outcomes that it was seen in. */
  readonly credits: number;
}

export interface SplitShifts {
  /** What the reference channels have in common, week by week: season, economy, the outcome feed. */
  readonly common: readonly WeeklyShift[];
  /** What each channel has beyond what the other reference channels have in common. */
  readonly channels: ReadonlyMap<string, readonly WeeklyShift[]>;
}

/**
 * Splits each week's errors into what channels have in common and what each has of its own.
 * @param reference The channels that the common part is taken from.
 * @remarks Errors per outcome are weighted by their precision. A channel is compared with the others, not with a mean
 * that it is part of; a week in which there is no other says nothing about it. What is common is a shift by the same
 * amount, in reward units: if a season moves one channel more than another, the difference counts as the channel's own.
 */
export function splitShifts(
  errors: ReadonlyMap<string, readonly ChannelWeek[]>,
  reference: ReadonlySet<string>,
): SplitShifts {
  const weeks = new Map<DecisionWeek, Map<string, WeeklyShift>>();
  for (const [channel, ofChannel] of errors) {
    for (const { week, count, error, variance } of ofChannel) {
      const seen = weeks.get(week) ?? new Map<string, WeeklyShift>();
      weeks.set(week, seen);
      seen.set(channel, { week, shift: error / count, variance: variance / (count * count), credits: count });
    }
  }
  const common: WeeklyShift[] = [];
  const channels = new Map<string, WeeklyShift[]>([...errors.keys()].map((channel) => [channel, []]));
  for (const [, seen] of [...weeks].sort(([a], [b]) => a - b)) {
    const others = (channel?: string): WeeklyShift | undefined =>
      weightedMean(
        [...seen].flatMap(([name, own]) => (reference.has(name) && name !== channel ? [own] : [])),
      );
    const all = others();
    if (all !== undefined) common.push(all);
    for (const [channel, own] of seen) {
      const rest = others(channel);
      if (rest === undefined) continue;
      channels.get(channel)?.push({
        ...own,
        shift: own.shift - rest.shift,
        variance: own.variance + rest.variance,
      });
    }
  }
  return { common, channels };
}

/** Of shifts in one week, each weighted by its precision. */
export function weightedMean(shifts: readonly WeeklyShift[]): WeeklyShift | undefined {
  const [first] = shifts;
  if (first === undefined) return undefined;
  let [precision, sum, credits] = [0, 0, 0];
  for (const each of shifts) {
    precision += 1 / each.variance;
    sum += each.shift / each.variance;
    credits += each.credits;
  }
  return { week: first.week, shift: sum / precision, variance: 1 / precision, credits };
}

/** In standard deviations. */
export function standardised({ shift, variance }: WeeklyShift): number {
  return shift / Math.sqrt(variance);
}
