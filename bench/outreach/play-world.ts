import { scorePolicy } from '../../src/core/decision/score-policy.ts';
import type { ConfidenceInterval } from '../../src/core/evaluation/confidence-interval.ts';
import { ips } from '../../src/core/evaluation/ips.ts';
import type { LoggedExample } from '../../src/core/evaluation/logged-example.ts';
import { importanceWeight } from '../../src/core/evaluation/logged-example.ts';
import { type Moments, moments } from '../../src/core/evaluation/moments.ts';
import { offPolicyBounds } from '../../src/core/evaluation/off-policy-bounds.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import { at } from '../../src/core/linear-algebra/at.ts';
import { type Distribution, WHOLE } from '../../src/core/policy/distribution.ts';
import { drawAction, propensityOf } from '../../src/core/policy/draw.ts';
import type { StrategyName } from '../../src/core/policy/strategy.ts';
import { OUTREACH_ARMS } from '../../src/core/simulation/outreach-world/outreach-arms.ts';
import { OUTREACH_SCHEMA } from '../../src/core/simulation/outreach-world/outreach-context.ts';
import {
  DECISIONS_PER_WEEK,
  type Occasion,
  outreachWorld,
  type WorldName,
} from '../../src/core/simulation/outreach-world/outreach-world.ts';
import { drawOf } from '../draw-of.ts';
import { type LiveModelSettings, liveModel } from '../live-model.ts';
import { creditQueue } from './credit-queue.ts';

export interface WorldPlaySettings extends Pick<LiveModelSettings, 'learning' | 'exploration'> {
  readonly world: WorldName;
  readonly strategy: StrategyName;
  readonly seed: number;
  readonly decisions: number;
}

/** Rewards per decision of the policy, of an even choice and of the best choice, on the same decisions. */
export interface Worth {
  readonly own: number;
  readonly uniform: number;
  readonly oracle: number;
}

/** How a strategy fared in a world. All worths are exact expectations under the distributions it decided with. */
export interface WorldPlay {
  readonly worth: Worth;
  /** The same over each stretch of decisions between two models. */
  readonly curve: readonly (Worth & { readonly decisions: number })[];
  /** Of the importance weights of the uniform policy on this log … */
  readonly weights: Moments;
  /** … and of weight × reward, whose mean is the inverse propensity score. */
  readonly weighted: Moments;
  /** What no weight can exceed: 1 ÷ the least ε that the settings allow. */
  readonly largestWeight: number;
  /** Of the even policy's reward, by {@link offPolicyBounds} from this log. */
  readonly bounds: ConfidenceInterval;
  readonly seconds: number;
}

/** A model is published after so many decisions. */
const PUBLISHED_EVERY = 500;

const PLACES = new Map(OUTREACH_ARMS.map(({ action }, place) => [action, place]));

/** Every arm, those of one channel together: what the fixed rules go by. */
const FALLBACK_ORDER = OUTREACH_ARMS.map(({ action }) => action);

/**
 * Decides about a world's occasions one after the other, learning as the service does: credits when a reward window
 * closes, corrections when more is heard, a new model every 500 decisions.
 * @remarks Until the first credit every strategy but the fixed rules chooses evenly.
 */
export function playWorld({
  world: name,
  strategy,
  seed,
  decisions,
  ...settings
}: WorldPlaySettings): WorldPlay {
  const started = performance.now();
  const world = outreachWorld({ name, seed, occasions: decisions });
  const model = liveModel({
    strategy,
    schema: OUTREACH_SCHEMA,
    arms: OUTREACH_ARMS.map(({ action, groups }) => ({ action, cost: 0, groups })),
    ...settings,
    rewardRange: 1,
  });
  const queue = creditQueue();
  const fallback =
    strategy === 'fixed-rules' ? { order: FALLBACK_ORDER, epsilon: 0.2 } : { order: [], epsilon: 1 };
  const total = tally();
  let stretch = tally();
  const curve: WorldPlay['curve'][number][] = [];
  let weights = moments.empty;
  let weighted = ips.empty;
  const largestWeight = 1 / settings.exploration.epsilon.floor;
  const bounds = offPolicyBounds({ planned: decisions, largestWeight });
  for (let index = 0; index < decisions; index += 1) {
    if (index > 0 && index % PUBLISHED_EVERY === 0) {
      for (const { action, week, change } of queue.takeDue(index)) model.learn(action, week, change);
      model.rebuild(weekOf(index));
      curve.push({ decisions: index, ...stretch.mean() });
      stretch = tally();
    }
    const occasion = world.occasion(index);
    const { distribution } = scorePolicy({
      snapshot: model.snapshot,
      x: occasion.x,
      eligible: occasion.actions,
      fallback,
    });
    const action = drawAction(distribution, drawOf(`${name} ${seed} ${index}`));
    const outcome = world.outcome(index, occasion, placeOf(action));
    queue.add({ index, action, week: weekOf(index), x: occasion.x, outcome });
    const worth = worthOf(occasion, distribution);
    total.add(worth);
    stretch.add(worth);
    const example: LoggedExample = {
      reward: outcome.reward,
      logged: propensityOf(distribution, action),
      target: 1 / occasion.eligible.length,
    };
    weights = moments.add(weights, importanceWeight(example));
    weighted = ips.add(weighted, example);
    bounds.add(example);
  }
  curve.push({ decisions, ...stretch.mean() });
  return {
    worth: total.mean(),
    curve,
    weights: momentsOf(weights),
    weighted: momentsOf(weighted),
    largestWeight,
    bounds: bounds.interval(),
    seconds: (performance.now() - started) / 1000,
  };
}

function momentsOf(state: typeof moments.empty): Moments {
  return moments.value(state) ?? { count: 0, mean: Number.NaN, variance: Number.NaN };
}

function weekOf(index: number): number {
  return Math.floor(index / DECISIONS_PER_WEEK);
}

function placeOf(action: ActionId): number {
  const place = PLACES.get(action);
  if (place === undefined) throw new RangeError(`There is no arm ${action}.`);
  return place;
}

function worthOf({ eligible, expected }: Occasion, { actions, weights }: Distribution): Worth {
  let own = 0;
  for (const [index, action] of actions.entries()) {
    own += ((weights[index] ?? 0) / WHOLE) * at(expected, placeOf(action));
  }
  let sum = 0;
  let oracle = 0;
  for (const place of eligible) {
    const value = at(expected, place);
    sum += value;
    oracle = Math.max(oracle, value);
  }
  return { own, uniform: sum / eligible.length, oracle };
}

function tally() {
  let count = 0;
  const sum = { own: 0, uniform: 0, oracle: 0 };
  return {
    add: ({ own, uniform, oracle }: Worth) => {
      count += 1;
      sum.own += own;
      sum.uniform += uniform;
      sum.oracle += oracle;
    },
    mean: (): Worth => ({ own: sum.own / count, uniform: sum.uniform / count, oracle: sum.oracle / count }),
  };
}
