import type { ActionId, ModelId } from '../core/identifiers.ts';
import { decayedStatistics } from '../core/model/decay.ts';
import type { Statistics } from '../core/model/statistics.ts';
import type { WeeklyStatistics } from '../core/model/weekly-statistics.ts';
import type { DecisionWeek } from '../core/time/decision-week.ts';
import type { StatisticsStore } from './ports/statistics-store.ts';

/** What each arm has learned, week by week; in key order. */
export type WeeklyByArm = ReadonlyMap<ActionId, readonly WeeklyStatistics[]>;

export async function weeklyStatistics(store: StatisticsStore, model: ModelId): Promise<WeeklyByArm> {
  const weeks = new Map<ActionId, WeeklyStatistics[]>();
  for await (const { key, statistics } of store.list(model)) {
    const entry = { week: key.week, statistics };
    const ofArm = weeks.get(key.arm);
    if (ofArm === undefined) weeks.set(key.arm, [entry]);
    else ofArm.push(entry);
  }
  return weeks;
}

/** Each arm's total as it counts in week `asOf`. */
export function totalsOf(
  weekly: WeeklyByArm,
  halfLifeWeeks: number | undefined,
  asOf: DecisionWeek,
): Map<ActionId, Statistics> {
  return new Map([...weekly].map(([arm, weeks]) => [arm, decayedStatistics(weeks, halfLifeWeeks, asOf)]));
}
