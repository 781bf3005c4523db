import { scorePolicy } from '../../src/core/decision/score-policy.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import { drawAction } from '../../src/core/policy/draw.ts';
import type { StrategyName } from '../../src/core/policy/strategy.ts';
import { drawOf } from '../draw-of.ts';
import { type LiveModelSettings, liveModel } from '../live-model.ts';
import { type CurvePoint, makeProgress } from './checkpoints.ts';
import type { EncodedSet } from './data/encode-set.ts';
import { shuffleOrder } from './data/shuffle-order.ts';
import { nextRebuild } from './rebuild-schedule.ts';

/** How a policy fared on one order of a set's rows. */
export interface Play {
  /** Share of rows whose drawn class was wrong, each drawn before its row was learned from. */
  readonly loss: number;
  readonly curve: readonly CurvePoint[];
  readonly seconds: number;
}

export type BakeoffSettings = Pick<LiveModelSettings, 'learning' | 'exploration'>;

/** All rows belong to one week: a set has no time. */
const WEEK = 0;

/**
 * Plays a classification set as a bandit: an arm per class, reward 1 if the drawn class is right, else 0; only the
 * drawn arm learns.
 * @param seed Of the order; the draws follow from it, the set and the row, the same for every strategy.
 * @remarks Classes have no channel, day or time, so that pooling is what all share and each arm's own. Before the first
 * credit every class is as likely as another.
 */
export function playSet(
  set: EncodedSet,
  seed: number,
  strategy: StrategyName,
  { learning, exploration }: BakeoffSettings,
): Play {
  const started = performance.now();
  const actions = set.classes.map((_, place) => `class-${String(place).padStart(4, '0')}` as ActionId);
  const model = liveModel({
    strategy,
    schema: set.schema,
    arms: actions.map((action) => ({ action, cost: 0, groups: {} })),
    learning,
    exploration,
    rewardRange: 1,
  });
  const width = set.names.length;
  const progress = makeProgress(set.rowCount);
  let credits = 0;
  let due = 1;
  for (const row of shuffleOrder(set.rowCount, seed)) {
    const x = { names: set.names, values: set.matrix.subarray(row * width, (row + 1) * width) };
    const { distribution } = scorePolicy({
      snapshot: model.snapshot,
      x,
      eligible: actions,
      fallback: { order: [], epsilon: 1 },
    });
    const drawn = drawAction(distribution, drawOf(`${set.name} ${seed} ${row}`));
    const reward = drawn === actions[set.labels[row] ?? -1] ? 1 : 0;
    progress.add(1 - reward);
    model.learn(drawn, WEEK, { kind: 'credit', x, reward });
    credits += 1;
    if (credits < due) continue;
    model.rebuild(WEEK);
    due = nextRebuild(credits);
  }
  return {
    loss: progress.loss,
    curve: progress.curve,
    seconds: (performance.now() - started) / 1000,
  };
}
