import { watchEarlyWeeks } from '../core/monitoring/early-weeks.ts';
import { type WatchedFeature, watchFeatures } from '../core/monitoring/watch-features.ts';
import type { DecisionWeek } from '../core/time/decision-week.ts';
import type { Dependencies } from './dependencies.ts';

/** Weeks that the reference has at most. */
const REFERENCE_WEEKS = 4;
/** Contexts kept of each of them for the deciles, whose ranks are then off by half a percent or so. */
const SAMPLE_PER_WEEK = 2_000;

export interface WeekOfDecisions {
  readonly week: DecisionWeek;
  readonly decisions: number;
}

export interface FeatureDriftReport {
  /** What the weeks are compared with, oldest first; empty when there are no two weeks to compare. */
  readonly reference: readonly WeekOfDecisions[];
  /** The last weeks, oldest first; the last may be under way. */
  readonly weeks: readonly WeekOfDecisions[];
  readonly features: readonly WatchedFeature[];
}

/** @param weeks How many of the last weeks to compare, ≥ 1. */
export type FeatureDrift = (
  weeks: number,
  onProgress?: (decisions: number) => void,
) => Promise<FeatureDriftReport>;

/**
 * Compares how features are spread in each of the last weeks with the first weeks, by two passes over the ledger in flat
 * memory: one for the weeks and the deciles, one to count.
 */
export function makeFeatureDrift({
  configuration,
  ledger,
}: Pick<Dependencies, 'configuration' | 'ledger'>): FeatureDrift {
  return async function featureDrift(shown, onProgress = () => {}) {
    let read = 0;
    const early = watchEarlyWeeks(REFERENCE_WEEKS, SAMPLE_PER_WEEK);
    for await (const record of ownRecords()) early.add(record);
    const all = early.weeks();
    // The first week is never one of those compared: there would be nothing to compare it with.
    const weeks = all.slice(Math.max(1, all.length - shown));
    const reference =
      weeks.length === 0 ? [] : all.slice(0, Math.min(REFERENCE_WEEKS, all.length - weeks.length));
    if (weeks.length === 0) return { reference, weeks, features: [] };

    const before = reference.map(({ week }) => week);
    const watch = watchFeatures(
      configuration.features.features,
      early.sample(before),
      new Set(before),
      weeks.map(({ week }) => week),
    );
    for await (const record of ownRecords()) watch.add(record);
    return { reference, weeks, features: watch.features() };

    async function* ownRecords() {
      for await (const record of ledger.allRecords()) {
        read += 1;
        if (read % 100 === 0) onProgress(read);
        if (record.model === configuration.model) yield record;
      }
    }
  };
}
