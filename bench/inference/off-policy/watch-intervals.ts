import { bootstrap } from '../../../src/core/evaluation/bootstrap.ts';
import {
  type ConfidenceInterval,
  empiricalBernsteinInterval,
  normalInterval,
} from '../../../src/core/evaluation/confidence-interval.ts';
import { doublyRobust } from '../../../src/core/evaluation/doubly-robust.ts';
import { doublyRobustBounds } from '../../../src/core/evaluation/doubly-robust-bounds.ts';
import { type LoggedRow, modelledExample } from '../../../src/core/evaluation/logged-row.ts';
import type { OffPolicyBounds } from '../../../src/core/evaluation/off-policy-bounds.ts';
import { doublyRobustStatistic } from '../../../src/core/evaluation/sum-statistics.ts';
import { INTERVAL_KINDS, type IntervalKind, type Truth, type WatchedInterval } from './interval-kinds.ts';

/** A row to value a target on, and what is true of it. */
export interface WatchedRow {
  readonly borrower: string;
  /** With predictions from before the row … */
  readonly row: LoggedRow;
  /** … and with those of a model of the other borrowers, later ones too. */
  readonly crossFitted: LoggedRow;
  /** What the intervals should hold once this row is in. */
  readonly truths: readonly { readonly truth: Truth; readonly value: number }[];
}

export interface WatchSettings {
  /** At least one, in the order of the log. */
  readonly rows: readonly WatchedRow[];
  readonly largestWeight: number;
  /** Of the bootstrap. */
  readonly replicates: number;
}

/** Intervals that aren't made for many looks are first looked at here: the central limit theorem has its chance. */
const FIRST_LOOK = 100;

/** The bootstrap is looked at after so many rows, the others after each. */
const BOOTSTRAP_EVERY = 100;

/** Holds the intervals of a log against what is true, after every row. */
export function watchIntervals({
  rows,
  largestWeight,
  replicates,
}: WatchSettings): readonly WatchedInterval[] {
  const bounds = { planned: rows.length, largestWeight };
  const [anytime, crossFitted] = [doublyRobustBounds(bounds), doublyRobustBounds(bounds)];
  const resampled = bootstrap(doublyRobustStatistic, { replicates, seed: 1 });
  const found = new Findings();
  let sums = resampled.empty;
  let state = doublyRobust.empty;
  for (let from = 0; from < rows.length; from += BOOTSTRAP_EVERY) {
    const batch = rows.slice(from, from + BOOTSTRAP_EVERY);
    const examples = batch.map(({ borrower, row, crossFitted: otherwise, truths }) => {
      anytime.add(row);
      crossFitted.add(otherwise);
      found.lookAt('anytime', truths, anytime.excludes);
      found.lookAt('anytime, cross-fitted', truths, crossFitted.excludes);
      const example = modelledExample(row);
      state = doublyRobust.add(state, example);
      const value = doublyRobust.value(state);
      if (value !== undefined && value.count >= FIRST_LOOK) {
        found.hold('normal', truths, normalInterval(value));
        // Σ π·q̂ lies in [0, 1], w·(r − q̂) within ± the weight.
        const range = { lower: -largestWeight, upper: 1 + largestWeight };
        found.hold('empirical Bernstein', truths, empiricalBernsteinInterval(value, range));
      }
      return { borrower, example };
    });
    sums = resampled.add(sums, examples);
    const byBorrower = resampled.value(sums);
    if (byBorrower !== undefined) found.hold('bootstrap', batch.at(-1)?.truths ?? [], byBorrower);
  }
  found.end('anytime', anytime.interval());
  found.end('anytime, cross-fitted', crossFitted.interval());
  return found.of(rows.at(-1)?.truths ?? []);
}

/** Which intervals left which truths out. */
class Findings {
  readonly #missed = new Set<string>();
  readonly #last = new Map<IntervalKind, ConfidenceInterval>();

  lookAt(kind: IntervalKind, truths: WatchedRow['truths'], excludes: OffPolicyBounds['excludes']): void {
    for (const { truth, value } of truths) if (excludes(value)) this.#missed.add(`${kind} ${truth}`);
  }

  hold(kind: IntervalKind, truths: WatchedRow['truths'], interval: ConfidenceInterval): void {
    this.lookAt(kind, truths, (value) => leavesOut(interval, value));
    this.end(kind, interval);
  }

  end(kind: IntervalKind, interval: ConfidenceInterval): void {
    this.#last.set(kind, interval);
  }

  of(truths: WatchedRow['truths']): readonly WatchedInterval[] {
    return INTERVAL_KINDS.flatMap((kind) => {
      const interval = this.#last.get(kind) ?? { lower: 0, upper: 1 };
      return truths.map(({ truth, value }) => ({
        kind,
        truth,
        missedEver: this.#missed.has(`${kind} ${truth}`),
        missedAtEnd: leavesOut(interval, value),
        width: Math.min(1, interval.upper) - Math.max(0, interval.lower),
      }));
    });
  }
}

function leavesOut({ lower, upper }: ConfidenceInterval, value: number): boolean {
  return value < lower || value > upper;
}
