import type { ConfidenceInterval } from '../../../src/core/evaluation/confidence-interval.ts';
import type { IntervalKind, Truth, WatchedInterval } from './interval-kinds.ts';

export interface KnownTruth {
  readonly truth: Truth;
  readonly value: number;
}

/** Which intervals left which truths out, over time and at the end. */
export interface MissedTruths {
  look(kind: IntervalKind, truths: readonly KnownTruth[], excludes: (value: number) => boolean): void;
  /** A look at an interval. */
  lookAt(kind: IntervalKind, truths: readonly KnownTruth[], interval: ConfidenceInterval): void;
  /** How an interval did, which is this at the end. */
  end(
    kind: IntervalKind,
    truths: readonly KnownTruth[],
    interval: ConfidenceInterval,
  ): readonly WatchedInterval[];
}

export function missedTruths(): MissedTruths {
  const missed = new Set<string>();
  const look: MissedTruths['look'] = (kind, truths, excludes) => {
    for (const { truth, value } of truths) if (excludes(value)) missed.add(`${kind} ${truth}`);
  };
  return {
    look,
    lookAt: (kind, truths, interval) => look(kind, truths, (value) => leavesOut(interval, value)),
    end: (kind, truths, interval) =>
      truths.map(({ truth, value }) => ({
        kind,
        truth,
        missedEver: missed.has(`${kind} ${truth}`),
        missedAtEnd: leavesOut(interval, value),
        width: interval.upper - interval.lower,
      })),
  };
}

function leavesOut({ lower, upper }: ConfidenceInterval, value: number): boolean {
  return value < lower || value > upper;
}
