import type { FeatureDriftReport } from '../../src/app/feature-drift.ts';
import { type DecisionWeek, weekStart } from '../../src/core/time/decision-week.ts';
import { utcDateOf } from '../../src/core/time/utc-date.ts';

/** The report for other programs: weeks as the date of their Monday. */
export function featuresDocument({ reference, weeks, features }: FeatureDriftReport): unknown {
  return {
    reference: reference.map(dated),
    weeks: weeks.map(dated),
    features: features.map((each) => ({ ...each, weeks: each.weeks.map(dated) })),
  };
}

function dated<Each extends { readonly week: DecisionWeek }>(each: Each) {
  return { ...each, week: utcDateOf(weekStart(each.week)) };
}
