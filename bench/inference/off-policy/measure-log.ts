import type { LoggedRow } from '../../../src/core/evaluation/logged-row.ts';
import { at } from '../../../src/core/linear-algebra/at.ts';
import { outreachWorld } from '../../../src/core/simulation/outreach-world/outreach-world.ts';
import { borrowerOf, crossFittedPredictions } from './cross-fitted.ts';
import type { WatchedInterval } from './interval-kinds.ts';
import { type LogSettings, makeLog, type SimulatedRow } from './make-log.ts';
import { OFFERED_ARMS } from './offered-arms.ts';
import { type OfferedOccasion, offeredOccasions } from './offered-occasion.ts';
import { makeTarget, TARGET_NAMES, type Target, type TargetName, valueOn } from './targets.ts';
import { type WatchedRow, watchIntervals } from './watch-intervals.ts';

export interface LogTask extends LogSettings {
  /** Of the bootstrap. */
  readonly replicates: number;
  /** How many contexts that are not in the log a policy's value is the mean over. */
  readonly contexts: number;
}

export interface TargetWatch {
  readonly target: TargetName;
  readonly intervals: readonly WatchedInterval[];
}

/** Values each target on a log that the strategy made, and says which intervals held the truth. */
export function measureLog({ replicates, contexts, ...settings }: LogTask): readonly TargetWatch[] {
  const { rows, frozen } = makeLog(settings);
  const others = settings.world === 'drifting' ? [] : laterOccasions(settings, contexts);
  return TARGET_NAMES.map((name) => {
    // A snapshot was learned from the rows before it: they would speak for what they chose.
    const seen = name === 'snapshot' ? rows.slice(frozen.after) : rows;
    const target = makeTarget(name, frozen.snapshot);
    const value = others.length > 0 ? valueOf(target, others) : undefined;
    const largestWeight = (name === 'uniform' ? 1 : OFFERED_ARMS.length) / settings.exploration.epsilon.floor;
    return {
      target: name,
      intervals: watchIntervals({
        rows: watchedRows(seen, target, settings.learning.ridge, value),
        largestWeight,
        replicates,
      }),
    };
  });
}

function watchedRows(
  rows: readonly SimulatedRow[],
  target: Target,
  ridge: number,
  value: number | undefined,
): readonly WatchedRow[] {
  const crossFitted = crossFittedPredictions(rows, ridge);
  let sum = 0;
  return rows.map((row, place) => {
    const shares = target(row);
    sum += valueOn(row, shares);
    return {
      borrower: borrowerOf(row),
      row: loggedRow(row, shares, row.predicted),
      crossFitted: loggedRow(row, shares, crossFitted[place] ?? row.predicted),
      truths: [
        { truth: 'on these contexts', value: sum / (place + 1) },
        ...(value === undefined ? [] : [{ truth: 'on all contexts', value } as const]),
      ],
    };
  });
}

function loggedRow(row: SimulatedRow, shares: Float64Array, predicted: Float64Array): LoggedRow {
  return {
    reward: row.reward,
    taken: row.taken,
    arms: row.actions.map((arm, place) => ({
      arm,
      logged: at(row.logged, place),
      target: at(shares, place),
      // What the intervals are told of, as the panel is: within the rewards' range.
      predicted: Math.min(1, Math.max(0, at(predicted, place))),
    })),
  };
}

/** So many occasions that are in no log of the seed. */
function laterOccasions(
  { world: name, seed, decisions }: LogSettings,
  count: number,
): readonly OfferedOccasion[] {
  const world = outreachWorld({ name, seed, occasions: decisions });
  const occasions = offeredOccasions(world, name, 2 * decisions);
  return Array.from({ length: count }, () => occasions.next().value);
}

/** What the target earns per occasion, in a world that stays as it is: its value. */
function valueOf(target: Target, occasions: readonly OfferedOccasion[]): number {
  return occasions.reduce((sum, each) => sum + valueOn(each, target(each)), 0) / occasions.length;
}
