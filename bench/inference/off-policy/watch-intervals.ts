import { borrowerResamples } from '../../../src/core/evaluation/borrower-resamples.ts';
import {
  type ConfidenceInterval,
  empiricalBernsteinInterval,
  normalInterval,
} from '../../../src/core/evaluation/confidence-interval.ts';
import { doublyRobust } from '../../../src/core/evaluation/doubly-robust.ts';
import { importanceWeight } from '../../../src/core/evaluation/logged-example.ts';
import type { ModelledExample } from '../../../src/core/evaluation/modelled-example.ts';
import type { RowView } from '../../../src/core/evaluation/row-view.ts';
import { targetBounds } from '../../../src/core/evaluation/target-bounds.ts';
import type { WatchedInterval } from './interval-kinds.ts';
import { type KnownTruth, missedTruths } from './missed-truths.ts';

/** A row as the intervals of one target see it, and what is true once it is in. */
export interface WatchedRow {
  readonly borrower: string;
  /** With a model of earlier rows, for the anytime bounds. */
  readonly ordered: RowView;
  /** With a model of other borrowers' rows, for the rest. */
  readonly crossFitted: ModelledExample;
  readonly values: readonly KnownTruth[];
  readonly difference: KnownTruth;
}

export interface WatchSettings {
  /** At least one, in the order of the log. */
  readonly rows: readonly WatchedRow[];
  /** What no weight exceeds. */
  readonly largestWeight: number;
  /** Of the bootstrap. */
  readonly replicates: number;
}

/** Intervals that aren't made for many looks are first looked at here: the central limit theorem has its chance. */
const FIRST_LOOK = 100;

/** The bootstrap is looked at after so many rows, the others after each. */
const BOOTSTRAP_EVERY = 100;

/** What anytime bounds are tuned for when policies are valued, as `valueTargets` has it. */
const TUNED_FOR_WEIGHT = 20;

/** Holds the intervals of a log against what is true, after every row. */
export function watchIntervals(settings: WatchSettings): readonly WatchedInterval[] {
  const { rows, largestWeight, replicates } = settings;
  const anytime = targetBounds({ planned: rows.length, largestWeight: TUNED_FOR_WEIGHT });
  const resamples = borrowerResamples({ replicates, seed: 1 }, 1);
  const missed = missedTruths();
  // Σ π·q̂ lies in [0, 1], w·(r − q̂) within ± the weight.
  const range = { lower: -largestWeight, upper: 1 + largestWeight };
  const last = { bernstein: UNKNOWN, bootstrap: UNKNOWN, normal: UNKNOWN };
  let state = doublyRobust.empty;
  for (const { borrower, ordered, crossFitted, values, difference } of rows) {
    anytime.add(ordered);
    missed.look('anytime', values, anytime.excludesValue);
    missed.look('anytime, difference', [difference], anytime.excludesDifference);
    state = doublyRobust.add(state, crossFitted);
    resamples.add(borrower, Float64Array.of(contributionOf(crossFitted)));
    const value = doublyRobust.value(state);
    if (value === undefined || value.count < FIRST_LOOK) continue;
    last.normal = normalInterval(value);
    last.bernstein = empiricalBernsteinInterval(value, range);
    missed.lookAt('normal', values, last.normal);
    missed.lookAt('empirical Bernstein', values, last.bernstein);
    if (value.count % BOOTSTRAP_EVERY !== 0) continue;
    last.bootstrap = resamples.intervals()[0] ?? UNKNOWN;
    missed.lookAt('bootstrap', values, last.bootstrap);
  }
  const { values = [], difference } = rows.at(-1) ?? {};
  return [
    ...missed.end('anytime', values, anytime.value()),
    ...(difference === undefined
      ? []
      : missed.end('anytime, difference', [difference], anytime.difference())),
    ...missed.end('empirical Bernstein', values, withinRewards(last.bernstein)),
    ...missed.end('bootstrap', values, withinRewards(last.bootstrap)),
    ...missed.end('normal', values, withinRewards(last.normal)),
  ];
}

/** Σ π·q̂ + w·(r − q̂). */
function contributionOf(example: ModelledExample): number {
  const residual = example.reward - example.predicted;
  return example.predictedOfTarget + importanceWeight(example) * residual;
}

const UNKNOWN: ConfidenceInterval = { lower: 0, upper: 1 };

function withinRewards({ lower, upper }: ConfidenceInterval): ConfidenceInterval {
  const cut = (bound: number): number => Math.min(1, Math.max(0, bound));
  return { lower: cut(lower), upper: cut(upper) };
}
