import type { ActionId } from '../../core/identifiers.ts';
import { clipToGrid } from '../../core/linear-algebra/grid.ts';
import type { WeeklyStatistics } from '../../core/model/weekly-statistics.ts';
import { type DecisionWeek, decisionWeek } from '../../core/time/decision-week.ts';
import type { WeeklyByArm } from '../arm-statistics.ts';
import { bucketFold } from '../bucket-fold.ts';
import type { PastRow } from './past-row.ts';

/** What the service learned of these rows: the same sums, week by week. Rows that were kept out of training teach nothing. */
export function learnRows(rows: readonly PastRow[]): WeeklyByArm {
  const fold = bucketFold();
  for (const { taken, at, features, beforeCost, isLearned } of rows) {
    if (!isLearned) continue;
    const bucket = `${decisionWeek(at)} ${taken}`;
    fold.add(bucket, { kind: 'credit', x: features, reward: clipToGrid(beforeCost) });
  }
  const weekly = new Map<ActionId, WeeklyStatistics[]>();
  for (const [bucket, statistics] of [...fold.finish()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const space = bucket.indexOf(' ');
    const [week, arm] = [Number(bucket.slice(0, space)) as DecisionWeek, bucket.slice(space + 1) as ActionId];
    const ofArm = weekly.get(arm);
    if (ofArm === undefined) weekly.set(arm, [{ week, statistics }]);
    else ofArm.push({ week, statistics });
  }
  return new Map([...weekly].sort(([a], [b]) => (a < b ? -1 : 1)));
}
