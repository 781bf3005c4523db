import {
  type ConfidenceInterval,
  empiricalBernsteinInterval,
  normalInterval,
} from '../../src/core/evaluation/confidence-interval.ts';
import { mean } from '../statistics.ts';
import type { WorldPlay } from './play-world.ts';

/** How often an interval for the even policy's reward, from another policy's log, holds the truth. */
export interface Coverage {
  readonly interval: string;
  readonly runs: number;
  readonly covered: number;
  /** Half of the mean width. */
  readonly halfWidth: number;
}

/**
 * The coverage of inverse-propensity intervals at 95 % over runs that differ in their seed.
 * @remarks The truth is what an even choice earns in expectation on the very decisions of the run. The normal interval
 * leans on the central limit theorem, and a few large weights make it too narrow. The empirical Bernstein interval holds
 * for any number of bounded values and pays for the largest possible weight; the anytime one pays for those
 * that occurred, and holds for a log whose policy learned from it.
 */
export function coverageOf(runs: readonly WorldPlay[]): readonly Coverage[] {
  return [
    coverage('anytime', runs, ({ bounds }) => bounds),
    coverage('empirical Bernstein', runs, ({ weighted, largestWeight }) =>
      empiricalBernsteinInterval(weighted, { lower: 0, upper: largestWeight }),
    ),
    coverage('normal', runs, ({ weighted }) => normalInterval(weighted)),
  ];
}

function coverage(
  interval: string,
  runs: readonly WorldPlay[],
  intervalOf: (run: WorldPlay) => ConfidenceInterval,
): Coverage {
  const held = runs.filter((run) => {
    const { lower, upper } = intervalOf(run);
    return lower <= run.worth.uniform && run.worth.uniform <= upper;
  });
  const widths = runs.map((run) => {
    const { lower, upper } = intervalOf(run);
    return (upper - lower) / 2;
  });
  return { interval, runs: runs.length, covered: held.length, halfWidth: mean(widths) };
}
