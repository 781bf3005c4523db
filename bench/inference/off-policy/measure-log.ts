import { InvariantError } from '../../../src/core/errors.ts';
import { viewRow } from '../../../src/core/evaluation/row-view.ts';
import { at } from '../../../src/core/linear-algebra/at.ts';
import { outreachWorld } from '../../../src/core/simulation/outreach-world/outreach-world.ts';
import type { WatchedInterval } from './interval-kinds.ts';
import { type LogSettings, makeLog } from './make-log.ts';
import { OFFERED_ARMS } from './offered-arms.ts';
import { type OfferedOccasion, offeredOccasions } from './offered-occasion.ts';
import { type PredictedRow, predictRows } from './row-predictions.ts';
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
  const all = predictRows(rows);
  // A snapshot was learned from the rows before it: they would speak for what they chose.
  const later = predictRows(rows.slice(frozen.after));
  return TARGET_NAMES.map((name) => {
    const target = makeTarget(name, frozen.snapshot);
    const value = others.length > 0 ? worthOf(target, others) : undefined;
    const most = name === 'uniform' ? 1 : OFFERED_ARMS.length;
    return {
      target: name,
      intervals: watchIntervals({
        rows: watchedRows(name === 'snapshot' ? later : all, target, value),
        largestWeight: most / settings.exploration.epsilon.floor,
        replicates,
      }),
    };
  });
}

function watchedRows(
  rows: readonly PredictedRow[],
  target: Target,
  value: number | undefined,
): readonly WatchedRow[] {
  let [targetSum, loggedSum] = [0, 0];
  return rows.map(({ row, ordered, crossFitted }, place) => {
    const shares = target(row.offered);
    targetSum += valueOn(row.offered, shares);
    loggedSum += valueOn(row.offered, row.logged);
    const count = place + 1;
    const probabilities = { taken: at(shares, row.arms.indexOf(row.taken)), shares };
    const { modelled } = viewRow(row, probabilities, crossFitted);
    if (modelled === undefined) throw new InvariantError('unreachable', 'A row lacks its distribution.');
    return {
      borrower: row.borrower,
      ordered: viewRow(row, probabilities, ordered),
      crossFitted: modelled,
      values: [
        { truth: 'on these contexts', value: targetSum / count },
        ...(value === undefined ? [] : [{ truth: 'on all contexts', value } as const]),
      ],
      difference: { truth: 'on these contexts', value: (targetSum - loggedSum) / count },
    };
  });
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
function worthOf(target: Target, occasions: readonly OfferedOccasion[]): number {
  return occasions.reduce((sum, each) => sum + valueOn(each, target(each)), 0) / occasions.length;
}
