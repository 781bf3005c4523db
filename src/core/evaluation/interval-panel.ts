import { requireNumber } from '../inference/require-number.ts';
import { type BootstrapSettings, bootstrap } from './bootstrap.ts';
import {
  type ConfidenceInterval,
  empiricalBernsteinInterval,
  normalInterval,
} from './confidence-interval.ts';
import { doublyRobust } from './doubly-robust.ts';
import { type DoublyRobustBoundsSettings, doublyRobustBounds } from './doubly-robust-bounds.ts';
import { importanceWeight } from './logged-example.ts';
import { type LoggedRow, modelledExample } from './logged-row.ts';
import { doublyRobustStatistic } from './sum-statistics.ts';

export interface BorrowerRow {
  readonly borrower: string;
  readonly row: LoggedRow;
}

/** A doubly robust value and its intervals at one level, each right for what it assumes. */
export interface IntervalPanel {
  readonly mean: number;
  /** For any log, at any time, also of a policy that learned as it went: the one to decide by. */
  readonly anytime: ConfidenceInterval;
  /** For independent rows in any number; absent when a weight was above the largest that was promised. */
  readonly empiricalBernstein?: ConfidenceInterval;
  /** For many independent borrowers, with rows that may depend on each other. */
  readonly bootstrap?: ConfidenceInterval;
  /** For many independent rows. */
  readonly normal: ConfidenceInterval;
}

export interface IntervalPanelBuilder {
  /** Rows in the order in which they were logged. */
  add(rows: readonly BorrowerRow[]): void;
  /** Undefined before the first row. */
  panel(): IntervalPanel | undefined;
}

/**
 * Several intervals for one doubly robust value side by side, for rewards and predictions between 0 and 1.
 * @remarks In one pass and not mergeable, since the anytime bounds need the order of the log.
 * @throws {InvalidInputError} `config-invalid` when a setting, or from `add` a prediction, is out of range.
 */
export function intervalPanel(
  settings: DoublyRobustBoundsSettings & BootstrapSettings,
): IntervalPanelBuilder {
  const anytime = doublyRobustBounds(settings);
  const resampled = bootstrap(doublyRobustStatistic, settings);
  let state = doublyRobust.empty;
  let sums = resampled.empty;
  let largest = 0;
  return {
    add: (rows) => {
      const examples = rows.map(({ borrower, row }) => {
        for (const { predicted } of row.arms)
          requireNumber('predicted', predicted, { atLeast: 0, atMost: 1 });
        const example = modelledExample(row);
        anytime.add(row);
        state = doublyRobust.add(state, example);
        largest = Math.max(largest, importanceWeight(example));
        return { borrower, example };
      });
      sums = resampled.add(sums, examples);
    },
    panel: () => {
      const value = doublyRobust.value(state);
      if (value === undefined) return undefined;
      const byBorrower = resampled.value(sums);
      // Σ π·q̂ lies in [0, 1], w·(r − q̂) within ± the weight.
      const range = { lower: -settings.largestWeight, upper: 1 + settings.largestWeight };
      return {
        mean: value.mean,
        anytime: anytime.interval(),
        ...(largest > settings.largestWeight
          ? {}
          : { empiricalBernstein: withinRewards(empiricalBernsteinInterval(value, range)) }),
        ...(byBorrower === undefined ? {} : { bootstrap: withinRewards(byBorrower) }),
        normal: withinRewards(normalInterval(value)),
      };
    },
  };
}

function withinRewards({ lower, upper }: ConfidenceInterval): ConfidenceInterval {
  const cut = (bound: number): number => Math.min(1, Math.max(0, bound));
  return { lower: cut(lower), upper: cut(upper) };
}
