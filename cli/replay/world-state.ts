import { InvariantError } from '../../src/core/errors.ts';
import type { MomentsState } from '../../src/core/evaluation/moments.ts';
import type { RegressionExample } from '../../src/core/evaluation/ridge-regression.ts';
import type { SnipsState } from '../../src/core/evaluation/snips.ts';
import type { WeightState } from '../../src/core/evaluation/weight-diagnostics.ts';
import type { Contest } from './contest.ts';
import type { Supervised } from './supervised.ts';

/** Of a world with a fitted outcome model. Plain data. */
export interface ModelledState {
  readonly kind: 'modelled';
  readonly rewards: Contest;
  readonly expectations: Contest;
  readonly supervised: Supervised;
  readonly unlearned: readonly RegressionExample[];
}

/** Of a world that knows only a log. Plain data. */
export interface LoggedState {
  readonly kind: 'logged';
  readonly contest: Contest;
  readonly selfNormalised: readonly SnipsState[];
  readonly weights: readonly WeightState[];
  readonly accepted: MomentsState;
  readonly logged: MomentsState;
  readonly supervised: Supervised;
  readonly unlearned: readonly (readonly RegressionExample[])[];
}

export type WorldState = ModelledState | LoggedState;

/** For a state that another kind of world has saved. */
export function otherWorld(kind: WorldState['kind']): InvariantError {
  return new InvariantError('unreachable', `A ${kind} world can't go on in a replay of the other mode.`);
}
