import type { StrategyName } from '../../src/core/policy/strategy.ts';
import { mean } from '../statistics.ts';
import type { IntervalKind, Truth, WatchedInterval } from './off-policy/interval-kinds.ts';
import { INTERVAL_KINDS, TRUTHS } from './off-policy/interval-kinds.ts';
import type { TargetWatch } from './off-policy/measure-log.ts';
import { TARGET_NAMES, type TargetName } from './off-policy/targets.ts';
import { type Share, shareOf } from './share.ts';

/** How often one interval held one truth. */
export interface IntervalSummary {
  readonly kind: IntervalKind;
  readonly truth: Truth;
  /** The share of logs in which it held the truth at every look, and at the end. */
  readonly heldAlways: Share;
  readonly heldAtEnd: Share;
  /** At the end, on average. */
  readonly width: number;
}

export interface CoverageSummary {
  readonly strategy: StrategyName;
  readonly target: TargetName;
  readonly intervals: readonly IntervalSummary[];
}

/** @param logs What became of each log of the strategy. */
export function summariseLogs(
  strategy: StrategyName,
  logs: readonly (readonly TargetWatch[])[],
): readonly CoverageSummary[] {
  return TARGET_NAMES.map((target) => {
    const watched = logs.flat().flatMap((each) => (each.target === target ? each.intervals : []));
    return {
      strategy,
      target,
      intervals: INTERVAL_KINDS.flatMap((kind) =>
        TRUTHS.flatMap((truth) => {
          const own = watched.filter((each) => each.kind === kind && each.truth === truth);
          return own.length === 0 ? [] : [summaryOf(kind, truth, own)];
        }),
      ),
    };
  });
}

function summaryOf(kind: IntervalKind, truth: Truth, watched: readonly WatchedInterval[]): IntervalSummary {
  const held = (missed: (each: WatchedInterval) => boolean): Share =>
    shareOf(watched.filter((each) => !missed(each)).length, watched.length);
  return {
    kind,
    truth,
    heldAlways: held(({ missedEver }) => missedEver),
    heldAtEnd: held(({ missedAtEnd }) => missedAtEnd),
    width: mean(watched.map(({ width }) => width)),
  };
}
