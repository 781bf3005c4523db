import { scoreArms } from '../../src/core/model/score-arms.ts';
import type { SnapshotArm } from '../../src/core/model/snapshot.ts';

/** What one arm believes of a context. */
export function scoreOf(arm: SnapshotArm, x: Float64Array): { mean: number; uncertainty: number } {
  const { means, widths } = scoreArms([arm], x);
  return { mean: means[0] ?? Number.NaN, uncertainty: widths[0] ?? Number.NaN };
}
