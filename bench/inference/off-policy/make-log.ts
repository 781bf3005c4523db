import { scorePolicy } from '../../../src/core/decision/score-policy.ts';
import type { LogRow } from '../../../src/core/evaluation/log-row.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { drawAction, propensityOf } from '../../../src/core/policy/draw.ts';
import { LADDER, type StrategyName } from '../../../src/core/policy/strategy.ts';
import { OUTREACH_SCHEMA } from '../../../src/core/simulation/outreach-world/outreach-context.ts';
import {
  DECISIONS_PER_WEEK,
  outreachWorld,
  type WorldName,
} from '../../../src/core/simulation/outreach-world/outreach-world.ts';
import { drawOf } from '../../draw-of.ts';
import { type LiveModel, type LiveModelSettings, liveModel } from '../../live-model.ts';
import { creditQueue, WINDOW } from '../../outreach/credit-queue.ts';
import { OFFERED_ARMS } from './offered-arms.ts';
import { type OfferedOccasion, offeredOccasions } from './offered-occasion.ts';
import { sharesOf } from './shares-of.ts';

export interface LogSettings extends Pick<LiveModelSettings, 'learning' | 'exploration'> {
  readonly world: WorldName;
  readonly strategy: StrategyName;
  readonly seed: number;
  readonly decisions: number;
}

/** A row as it is in the log once its reward window has closed, and what only a simulation knows. */
export interface SimulatedRow extends LogRow {
  readonly logged: Float64Array;
  readonly offered: OfferedOccasion;
}

export interface SimulatedLog {
  /** In the order of the decisions, which is that of maturity: all windows are of one length. */
  readonly rows: readonly SimulatedRow[];
  /** The model halfway, and how many rows were decided before it was there. */
  readonly frozen: { readonly snapshot: Snapshot; readonly after: number };
}

/** A model is published after so many decisions. */
const PUBLISHED_EVERY = 500;

/**
 * Decides as the service does: credits when a window closes and corrections later, a new model every 500 decisions, and
 * arms that are not lawful left out. Beside a strategy that learns nothing a disjoint model learns from the same credits,
 * so that there is always one to freeze.
 */
export function makeLog({ world: name, strategy, seed, decisions, ...settings }: LogSettings): SimulatedLog {
  const world = outreachWorld({ name, seed, occasions: decisions });
  const modelOf = (of: StrategyName): LiveModel =>
    liveModel({ strategy: of, schema: OUTREACH_SCHEMA, arms: OFFERED_ARMS, ...settings, rewardRange: 1 });
  const model = modelOf(strategy);
  const adviser = LADDER[strategy].learner === 'none' ? modelOf('linucb') : model;
  const models = new Set([model, adviser]);
  const queue = creditQueue();
  const occasions = offeredOccasions(world, name, 0);
  const rows: SimulatedRow[] = [];
  let halfway = adviser.snapshot;
  const half = Math.floor(decisions / 2);
  for (let count = 0; count < decisions; count += 1) {
    if (count > 0 && count % PUBLISHED_EVERY === 0) {
      for (const { action, week, change } of queue.takeDue(count)) {
        for (const each of models) each.learn(action, week, change);
      }
      for (const each of models) each.rebuild(weekOf(count));
    }
    if (count === half) halfway = adviser.snapshot;
    const offered = occasions.next().value;
    const { occasion, index, actions, places, x } = offered;
    const { distribution } = scorePolicy({
      snapshot: model.snapshot,
      x,
      eligible: actions,
      fallback: rulesOf(strategy),
    });
    const taken = drawAction(distribution, drawOf(`${name} ${seed} ${index}`));
    const outcome = world.outcome(index, occasion, places[actions.indexOf(taken)] ?? 0);
    queue.add({ index: count, action: taken, week: weekOf(count), x, outcome });
    rows.push({
      // Each occasion is a borrower's of its own: contexts are drawn independently.
      borrower: `borrower-${index}`,
      reward: outcome.heardAfter <= WINDOW ? outcome.reward : 0,
      taken,
      propensity: propensityOf(distribution, taken),
      arms: actions,
      logged: sharesOf(distribution),
      x: x.values,
      offered,
    });
  }
  return { rows, frozen: { snapshot: halfway, after: half } };
}

/** The fixed rules' order is that of the actions: channels by name. Everyone else begins with even shares. */
function rulesOf(strategy: StrategyName) {
  return strategy === 'fixed-rules'
    ? { order: OFFERED_ARMS.map(({ action }) => action), epsilon: 0.2 }
    : { order: [], epsilon: 1 };
}

function weekOf(count: number): number {
  return Math.floor(count / DECISIONS_PER_WEEK);
}
