import { type BorrowerResamples, borrowerResamples } from './borrower-resamples.ts';
import type { Bounds, ConfidenceInterval } from './confidence-interval.ts';
import {
  type CrossFit,
  type CrossFitSettings,
  type CrossFitSums,
  crossFit,
  type OutcomeExample,
} from './cross-fit.ts';
import type { LogRow } from './log-row.ts';
import { type LogSums, logTally } from './log-tally.ts';
import { rewardScale } from './reward-scale.ts';
import { predictionsFor, viewRow } from './row-view.ts';
import { runningModel } from './running-model.ts';
import { type TargetBoundsValue, targetBounds } from './target-bounds.ts';
import type { TargetPolicy } from './target-policy.ts';
import { type TargetSums, targetTally } from './target-tally.ts';

export interface ValuationSettings {
  /** What no reward lies beyond. */
  readonly range: Bounds;
  /** How many rows will be valued; only how tight the anytime bounds are depends on it. */
  readonly planned: number;
  /** The least probability that the log gave to anything, in (0, 1]. */
  readonly leastLogged: number;
  /** Features per row. */
  readonly dimension: number;
  /** Of the anytime bounds, in (0, 1). @defaultValue 0.95, as of all other intervals */
  readonly level?: number;
  /** Of the bootstrap by borrower. @defaultValue 1000 */
  readonly replicates?: number;
  /** Of the bootstrap and of the parts that the model is fitted without. @defaultValue 1 */
  readonly seed?: number;
}

const FOLDS = 3;
const RIDGE = 1;
const REPLICATES = 1_000;
const SEED = 1;
/** What weights should not exceed for the anytime bounds to be tight; they hold whatever they are. */
const TUNED_FOR_WEIGHT = 20;
/** Rows are summed in batches of so many. */
const BATCH = 1_024;

export interface ModelPass {
  readonly add: (row: LogRow) => void;
  sums(): CrossFitSums;
}

/** First pass: what the model of the rewards is fitted to. Sums of parts of a log merge by {@link mergeModels}. */
export function modelPass(settings: ValuationSettings): ModelPass {
  const model = crossFit(crossFitSettings(settings));
  let sums = model.empty;
  let batch: OutcomeExample[] = [];
  const settle = (): void => {
    sums = model.add(sums, batch);
    batch = [];
  };
  return {
    add: ({ borrower, taken, x, reward }) => {
      batch.push({ borrower, arm: taken, x, reward });
      if (batch.length >= BATCH) settle();
    },
    sums: () => {
      settle();
      return sums;
    },
  };
}

/** What all parts together give the model. */
export function mergeModels(settings: ValuationSettings, parts: readonly CrossFitSums[]): CrossFitSums {
  const model = crossFit(crossFitSettings(settings));
  return parts.reduce(model.merge, model.empty);
}

/** The cross-fitted model of the rewards; undefined without rows. */
export function rewardModel(settings: ValuationSettings, sums: CrossFitSums): CrossFit | undefined {
  return crossFit(crossFitSettings(settings)).value(sums);
}

function crossFitSettings({ dimension, seed = SEED }: ValuationSettings): CrossFitSettings {
  return { folds: FOLDS, dimension, ridge: RIDGE, seed };
}

/** What the second pass adds up; as data, so that it can pass between threads. */
export interface ValuationSums {
  readonly log: LogSums;
  readonly targets: readonly TargetSums[];
  readonly resampled: Float64Array;
}

export interface ValuePass<Row extends LogRow> {
  readonly add: (row: Row) => void;
  /** A row whose outcome may still change is only counted. */
  readonly addImmature: () => void;
  merge(sums: ValuationSums): void;
  sums(): ValuationSums;
  /** For each policy the intervals of its value and of its difference to the log's own. */
  intervals(): readonly (readonly (ConfidenceInterval | undefined)[])[];
}

/** Second pass, in any order and in any number of parts: every estimate, its diagnostics and the bootstrap. */
export function valuePass<Row extends LogRow>(
  settings: ValuationSettings,
  targets: readonly TargetPolicy<Row>[],
  model: CrossFit | undefined,
): ValuePass<Row> {
  const { range, replicates = REPLICATES, seed = SEED } = settings;
  const within = clampTo(range);
  const log = logTally();
  const tallies = targets.map(({ isLogged }) => targetTally(isLogged));
  const resamples: BorrowerResamples = borrowerResamples({ replicates, seed }, 2 * targets.length);
  const values = new Float64Array(2 * targets.length);
  return {
    add: (row) => {
      log.add(row);
      const predictions = predictionsFor(row, (arm) =>
        model === undefined ? 0 : within(model.predict(row.borrower, arm, row.x)),
      );
      for (const [index, target] of targets.entries()) {
        const contribution = tallies[index]?.add(viewRow(row, target.of(row), predictions));
        values[2 * index] = contribution?.value ?? 0;
        values[2 * index + 1] = contribution?.difference ?? 0;
      }
      resamples.add(row.borrower, values);
    },
    addImmature: log.addImmature,
    merge: (sums) => {
      log.merge(sums.log);
      sums.targets.forEach((each, index) => {
        tallies[index]?.merge(each);
      });
      resamples.merge(sums.resampled);
    },
    sums: () => ({
      log: log.sums(),
      targets: tallies.map((tally) => tally.sums()),
      resampled: resamples.sums,
    }),
    intervals: () => {
      const all = resamples.intervals();
      return targets.map((_, index) => [all[2 * index], all[2 * index + 1]]);
    },
  };
}

export interface BoundsPass<Row extends LogRow> {
  /** Rows in the order in which they were logged. */
  readonly add: (row: Row) => void;
  /** On the scale 0 to 1, in the policies' order. */
  bounds(): readonly TargetBoundsValue[];
}

/**
 * The pass that needs the order of the log: anytime bounds, with a model fitted to earlier rows only.
 * @remarks Not mergeable. Memory doesn't depend on the number of rows.
 */
export function boundsPass<Row extends LogRow>(
  { range, planned, dimension, level }: ValuationSettings,
  targets: readonly TargetPolicy<Row>[],
): BoundsPass<Row> {
  const scale = rewardScale(range);
  const model = runningModel(dimension, RIDGE);
  const bounds = targets.map(({ isLogged }) =>
    targetBounds({
      planned: Math.max(1, planned),
      // The log's own policy has weights of 1 and needs no model to tell what it earned.
      ...(isLogged ? { largestWeight: 1, truncation: 0 } : { largestWeight: TUNED_FOR_WEIGHT }),
      ...(level === undefined ? {} : { level }),
    }),
  );
  return {
    add: (row) => {
      const unit = {
        ...row,
        reward: scale.toUnit(row.reward),
        ...(row.predicted === undefined ? {} : { predicted: row.predicted.map(scale.toUnit) }),
      };
      const predictions = predictionsFor(row, (arm) => model.predict(arm, row.x));
      for (const [index, target] of targets.entries()) {
        const probabilities = target.of(row);
        const seen = target.isLogged ? { taken: probabilities.taken } : probabilities;
        bounds[index]?.add(viewRow(unit, seen, predictions));
      }
      model.add(unit);
    },
    bounds: () => bounds.map((each) => ({ value: each.value(), difference: each.difference() })),
  };
}

function clampTo({ lower, upper }: Bounds): (value: number) => number {
  return (value) => Math.min(upper, Math.max(lower, value));
}
