import type { Sha256 } from '../../src/app/ports/sha256.ts';
import type { RegressionExample } from '../../src/core/evaluation/ridge-regression.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import { newContest, playRow } from './contest.ts';
import { drawsOf } from './draws.ts';
import type { Findings } from './findings.ts';
import type { OutcomeModel } from './outcome-model.ts';
import { type Entrant, standings } from './standings.ts';
import { greedyAction, learnSupervised, newSupervised } from './supervised.ts';
import type { World } from './world.ts';
import { type ModelledState, otherWorld } from './world-state.ts';

export interface ModelledWorldOptions {
  readonly model: OutcomeModel;
  readonly actions: readonly ActionId[];
  /** The outcome that the model foretells. */
  readonly event: { readonly type: string; readonly value: number };
  readonly dimension: number;
  readonly ridge: number;
  readonly seed: number;
  readonly sha256: Sha256;
}

/** Who plays besides the constant policies, which come after these. */
const ENTRANTS: readonly Entrant[] = [
  { policy: 'rapport', description: 'the replayed service' },
  { policy: 'uniform', description: 'every action equally likely; its exact value on these draws' },
  { policy: 'supervised', description: 'ridge regression shown the outcome of every action at once, greedy' },
  { policy: 'oracle', description: 'knows the outcome model' },
];

/**
 * A world whose outcomes are drawn from a fitted model: for each row and action one draw, the same for whoever
 * chooses that action, so that policies differ by their choices and not by their luck.
 */
export function modelledWorld(options: ModelledWorldOptions): World {
  const { model, actions, event, dimension, ridge, seed, sha256 } = options;
  const indexOf = new Map(actions.map((action, index) => [action, index]));
  let state: ModelledState = {
    kind: 'modelled',
    rewards: newContest(ENTRANTS.length + actions.length),
    expectations: newContest(ENTRANTS.length + actions.length),
    supervised: newSupervised(dimension, actions.length, true),
    unlearned: [],
  };
  let unlearned: RegressionExample[] = [];

  return {
    requireConfirm: false,
    judge(row, decision) {
      const probabilities = model.probabilities(row);
      const luck = drawsOf(sha256, `replay outcome\n${seed}\n${row.number}`, actions.length);
      const rewards = probabilities.map((p, index) => ((luck[index] ?? 1) < p ? event.value : 0));
      const expected = probabilities.map((p) => p * event.value);
      const chosen = indexOf.get(decision.action) ?? -1;
      const greedy = greedyAction(state.supervised, row.x);
      const best = indexOfHighest(expected);
      state = {
        ...state,
        rewards: playRow(state.rewards, scoresOf(rewards, chosen, greedy, best)),
        expectations: playRow(state.expectations, scoresOf(expected, chosen, greedy, best)),
      };
      unlearned.push({ x: row.x, targets: Float64Array.from(rewards) });
      return rewards[chosen] === event.value
        ? { kind: 'carried-out', outcome: event.type }
        : { kind: 'carried-out' };
    },
    learn() {
      state = { ...state, supervised: learnSupervised(state.supervised, [unlearned], ridge) };
      unlearned = [];
    },
    findings: () => findingsOf(state, actions, event.value),
    save: () => ({ ...state, unlearned }),
    restore(saved) {
      if (saved.kind !== 'modelled') throw otherWorld(saved.kind);
      state = saved;
      unlearned = [...state.unlearned];
    },
  };
}

/** The row's score of each entrant; the uniform policy's is what it earns on average over its own draws. */
function scoresOf(values: readonly number[], chosen: number, greedy: number, best: number): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [values[chosen] ?? 0, mean, values[greedy] ?? 0, values[best] ?? 0, ...values];
}

function indexOfHighest(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? value) ? index : best), 0);
}

function findingsOf(
  { rewards, expectations }: ModelledState,
  actions: readonly ActionId[],
  value: number,
): Findings {
  return {
    method: 'fitted-outcome-model',
    rows: rewards.scores[0]?.count ?? 0,
    ...standings({
      contest: rewards,
      entrants: ENTRANTS,
      actions,
      bounds: { lower: Math.min(0, value), upper: Math.max(0, value) },
      details: (place) => ({ expectedReward: expectations.scores[place]?.mean ?? 0 }),
    }),
  };
}
