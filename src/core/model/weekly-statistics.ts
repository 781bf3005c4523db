import type { DecisionWeek } from '../time/decision-week.ts';
import type { Statistics } from './statistics.ts';

/** What an arm learned from the decisions of one week; siblings of a week are entries of their own. */
export interface WeeklyStatistics {
  readonly week: DecisionWeek;
  readonly statistics: Statistics;
}
