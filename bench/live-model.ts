import { scalesFor } from '../src/app/scales-for.ts';
import type { LearningSettings } from '../src/core/configuration.ts';
import { encodedNames } from '../src/core/features/feature-columns.ts';
import type { FeatureSchema } from '../src/core/features/feature-schema.ts';
import type { ActionId, ModelId } from '../src/core/identifiers.ts';
import { buildSnapshot, type SnapshotArmInput } from '../src/core/model/build-snapshot.ts';
import type { CreditChange } from '../src/core/model/credit-change.ts';
import { decayedStatistics } from '../src/core/model/decay.ts';
import { EMPTY_STATISTICS, foldCredits } from '../src/core/model/fold.ts';
import type { Snapshot } from '../src/core/model/snapshot.ts';
import type { Statistics } from '../src/core/model/statistics.ts';
import { type ExplorationSettings, explorationAfter } from '../src/core/policy/exploration.ts';
import { LADDER, type StrategyName } from '../src/core/policy/strategy.ts';
import { DEFAULT_SCALES } from '../src/core/pooling/default-scales.ts';
import type { DecisionWeek } from '../src/core/time/decision-week.ts';

export interface LiveModelSettings {
  readonly strategy: StrategyName;
  readonly schema: FeatureSchema;
  readonly arms: readonly SnapshotArmInput[];
  readonly learning: Pick<LearningSettings, 'ridge' | 'scales' | 'halfLifeWeeks'>;
  readonly exploration: ExplorationSettings;
  /** The largest reward less the smallest, > 0. */
  readonly rewardRange: number;
}

/** A model that learns while a benchmark decides with it, by the code that does so for borrowers. */
export interface LiveModel {
  /** What decides now: built by the last `rebuild`, at first of nothing. */
  readonly snapshot: Snapshot;
  /** Takes a credit or a correction of a decision of that week; it counts from the next `rebuild` on. */
  learn(action: ActionId, week: number, change: CreditChange): void;
  /** Builds the snapshot of all that was learned, as it counts in that week. */
  rebuild(week: number): void;
}

/**
 * A model as `learn` and `publish` keep it: statistics per arm and week, scales fitted anew as those of a champion are,
 * exploration by the number of credits.
 */
export function liveModel(settings: LiveModelSettings): LiveModel {
  const { strategy, schema, arms, learning, exploration, rewardRange } = settings;
  const names = encodedNames(schema);
  // The other learners don't look at them, so fitting them would only take time.
  const usesScales = LADDER[strategy].learner === 'pooled';
  const stored = new Map(arms.map(({ action }) => [action, new Map<number, Statistics>()]));
  const totals = new Map<ActionId, Statistics>();
  const pending = new Map<string, { action: ActionId; week: number; changes: CreditChange[] }>();
  let snapshot = build(undefined);

  function build(served: Snapshot | undefined): Snapshot {
    let credits = 0;
    for (const { count } of totals.values()) credits += count;
    return buildSnapshot({
      model: 'bench' as ModelId,
      strategy,
      schema,
      ridge: learning.ridge,
      ...(usesScales
        ? scalesFor(learning.scales, served, { names, arms, statistics: totals })
        : { scales: DEFAULT_SCALES, fittedOn: 0 }),
      exploration: explorationAfter(credits, exploration, rewardRange),
      arms,
      statistics: totals,
    });
  }

  return {
    get snapshot() {
      return snapshot;
    },
    learn: (action, week, change) => {
      const key = `${week} ${action}`;
      const entry = pending.get(key);
      if (entry === undefined) pending.set(key, { action, week, changes: [change] });
      else entry.changes.push(change);
    },
    rebuild: (week) => {
      const touched = new Set<ActionId>();
      for (const { action, week: ofDecision, changes } of pending.values()) {
        const weeks = stored.get(action);
        if (weeks === undefined) throw new RangeError(`There is no arm ${action}.`);
        weeks.set(ofDecision, foldCredits(weeks.get(ofDecision) ?? EMPTY_STATISTICS, changes));
        touched.add(action);
      }
      pending.clear();
      for (const [action, weeks] of stored) {
        if (touched.has(action) || learning.halfLifeWeeks !== undefined) {
          totals.set(action, totalOf(weeks, learning.halfLifeWeeks, week));
        }
      }
      snapshot = build(snapshot);
    },
  };
}

function totalOf(
  weeks: ReadonlyMap<number, Statistics>,
  halfLifeWeeks: number | undefined,
  asOf: number,
): Statistics {
  const entries = [...weeks].map(([week, statistics]) => ({ week: week as DecisionWeek, statistics }));
  const [only] = entries;
  // One week that is not past counts in full: the sum of one, without summing.
  if (only !== undefined && entries.length === 1 && only.week >= asOf) return only.statistics;
  return decayedStatistics(entries, halfLifeWeeks, asOf as DecisionWeek);
}
