import type { Sha256 } from '../../src/app/ports/sha256.ts';
import type { Bounds } from '../../src/core/evaluation/confidence-interval.ts';
import { ips } from '../../src/core/evaluation/ips.ts';
import type { LoggedExample } from '../../src/core/evaluation/logged-example.ts';
import { moments } from '../../src/core/evaluation/moments.ts';
import type { RegressionExample } from '../../src/core/evaluation/ridge-regression.ts';
import { snips } from '../../src/core/evaluation/snips.ts';
import { weightDiagnostics } from '../../src/core/evaluation/weight-diagnostics.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import { estimate, newContest, playRow } from './contest.ts';
import { drawsOf } from './draws.ts';
import type { Findings } from './findings.ts';
import { type Entrant, standings } from './standings.ts';
import { greedyAction, learnSupervised, newSupervised } from './supervised.ts';
import type { World } from './world.ts';
import { type LoggedState, otherWorld } from './world-state.ts';

export interface LoggedWorldOptions {
  readonly actions: readonly ActionId[];
  /** The smallest probability with which any row of the file was logged. */
  readonly smallestPropensity: number;
  /** The least and the greatest reward of a row. */
  readonly rewards: Bounds;
  readonly dimension: number;
  readonly ridge: number;
  readonly seed: number;
  readonly sha256: Sha256;
}

/** Who plays besides the constant policies, which come after these. */
const ENTRANTS: readonly Entrant[] = [
  { policy: 'rapport', description: 'the replayed service as it learned' },
  { policy: 'uniform', description: 'every action equally likely' },
  { policy: 'supervised', description: 'ridge regression on every logged row so far, greedy' },
];

/**
 * A world that knows only the logged action's outcome: a decision is carried out where it is the logged action, and
 * void elsewhere. Under a log that is not uniform such a row is kept with probability (smallest propensity ÷ its
 * own), so that the kept rows are as if the log were uniform; each policy is valued by inverse propensities besides.
 * @see Li, Chu, Langford and Wang, Unbiased Offline Evaluation of Contextual-bandit-based News Article Recommendation
 * Algorithms, 2011, for the rejection replay.
 */
export function loggedWorld(options: LoggedWorldOptions): World {
  const { actions, smallestPropensity, dimension, ridge, seed, sha256 } = options;
  const indexOf = new Map(actions.map((action, index) => [action, index]));
  const entrants = ENTRANTS.length + actions.length;
  let state: LoggedState = {
    kind: 'logged',
    contest: newContest(entrants),
    selfNormalised: Array.from({ length: entrants }, () => snips.empty),
    weights: Array.from({ length: entrants }, () => weightDiagnostics.empty),
    accepted: moments.empty,
    logged: moments.empty,
    supervised: newSupervised(dimension, actions.length, false),
    unlearned: [],
  };
  let unlearned: RegressionExample[][] = actions.map(() => []);

  return {
    requireConfirm: true,
    judge(row, decision) {
      const logged = indexOf.get(row.logged) ?? -1;
      const propensity = row.propensity ?? 0;
      const greedy = greedyAction(state.supervised, row.x);
      const targets = [
        decision.propensityOf(row.logged),
        1 / actions.length,
        greedy === logged ? 1 : 0,
        ...actions.map((_, index) => (index === logged ? 1 : 0)),
      ];
      const [luck = 1] = drawsOf(sha256, `replay acceptance\n${seed}\n${row.number}`, 1);
      const accepted = decision.action === row.logged && luck < smallestPropensity / propensity;
      const examples = targets.map(
        (target): LoggedExample => ({ reward: row.reward, logged: propensity, target }),
      );
      state = {
        ...state,
        contest: playRow(
          state.contest,
          examples.map((example) => ips.add(ips.empty, example).mean),
        ),
        selfNormalised: examples.map((each, i) => snips.add(state.selfNormalised[i] ?? snips.empty, each)),
        weights: examples.map((each, i) =>
          weightDiagnostics.add(state.weights[i] ?? weightDiagnostics.empty, each),
        ),
        accepted: accepted ? moments.add(state.accepted, row.reward) : state.accepted,
        logged: moments.add(state.logged, row.reward),
      };
      unlearned[logged]?.push({ x: row.x, targets: Float64Array.of(row.reward) });
      if (!accepted) return { kind: 'unknown' };
      return { kind: 'carried-out', ...(row.outcome === undefined ? {} : { outcome: row.outcome }) };
    },
    learn() {
      state = { ...state, supervised: learnSupervised(state.supervised, unlearned, ridge) };
      unlearned = actions.map(() => []);
    },
    findings: () => findingsOf(state, options),
    save: () => ({ ...state, unlearned }),
    restore(saved) {
      if (saved.kind !== 'logged') throw otherWorld(saved.kind);
      state = saved;
      unlearned = state.unlearned.map((each) => [...each]);
    },
  };
}

function findingsOf(
  state: LoggedState,
  { actions, smallestPropensity, rewards }: LoggedWorldOptions,
): Findings {
  const accepted = estimate(state.accepted, rewards);
  const logged = estimate(state.logged, rewards);
  return {
    method: 'inverse-propensity-score',
    rows: state.logged.count,
    ...standings({
      contest: state.contest,
      entrants: ENTRANTS,
      actions,
      // No weight exceeds 1 ÷ the smallest propensity.
      bounds: { lower: rewards.lower / smallestPropensity, upper: rewards.upper / smallestPropensity },
      details: (place) => {
        const selfNormalised = snips.value(state.selfNormalised[place] ?? snips.empty);
        const weights = weightDiagnostics.value(state.weights[place] ?? weightDiagnostics.empty);
        return {
          ...(selfNormalised === undefined ? {} : { selfNormalised }),
          ...(weights === undefined ? {} : { weights }),
        };
      },
    }),
    rejectionReplay: { rows: state.accepted.count, ...(accepted === undefined ? {} : { reward: accepted }) },
    ...(logged === undefined ? {} : { logged }),
  };
}
