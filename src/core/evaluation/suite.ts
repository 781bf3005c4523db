import type { VectorMomentsState } from '../inference/vector-moments.ts';
import { clippedIps } from './clipped-ips.ts';
import { continuousBlending } from './continuous-blending.ts';
import { directMethod } from './direct-method.ts';
import { doublyRobust } from './doubly-robust.ts';
import { ips } from './ips.ts';
import { marginalExample } from './logged-row.ts';
import type { ModelledExample } from './modelled-example.ts';
import type { Moments, MomentsState } from './moments.ts';
import { moments } from './moments.ts';
import type { RowView } from './row-view.ts';
import { selfNormalisedDoublyRobust } from './self-normalised-doubly-robust.ts';
import { optimisticDoublyRobust } from './shrunken-doubly-robust.ts';
import { slope } from './slope.ts';
import type { SnipsState } from './snips.ts';
import { snips } from './snips.ts';
import { switchDoublyRobust } from './switch-doubly-robust.ts';

export type EstimatorName =
  | 'ips'
  | 'clipped-ips'
  | 'snips'
  | 'dm'
  | 'dr'
  | 'sndr'
  | 'switch-dr'
  | 'dr-os'
  | 'cab'
  | 'mips-channel'
  | 'mips-window';

export interface Estimated {
  readonly value: number;
  readonly standardError: number;
  /** M, τ or λ; of `switch-dr` and `dr-os` the one that SLOPE chose. */
  readonly parameter?: number;
}

/** The estimates that the log and the policy allow; the others are absent. */
export type Estimates = Readonly<Partial<Record<EstimatorName, Estimated>>>;

export interface SuiteState {
  readonly ips: MomentsState;
  readonly clipped: MomentsState;
  readonly snips: SnipsState;
  readonly direct: MomentsState;
  readonly robust: MomentsState;
  readonly normalised: VectorMomentsState;
  readonly switched: readonly MomentsState[];
  readonly shrunken: readonly MomentsState[];
  readonly blended: MomentsState;
  readonly channel: MomentsState;
  readonly window: MomentsState;
}

/** M of the clipped and the blended estimator. */
const LARGEST = 10;
const GRID = [0.1, 1, 10, 100, 1_000, 10_000, Number.POSITIVE_INFINITY];

const clipped = clippedIps(LARGEST);
const blended = continuousBlending(LARGEST);
const switched = slope<ModelledExample>(
  GRID.map((parameter) => ({ parameter, estimator: switchDoublyRobust(parameter) })),
);
const shrunken = slope<ModelledExample>(
  GRID.map((parameter) => ({ parameter, estimator: optimisticDoublyRobust(parameter) })),
);

export const emptySuite: SuiteState = {
  ips: ips.empty,
  clipped: clipped.empty,
  snips: snips.empty,
  direct: directMethod.empty,
  robust: doublyRobust.empty,
  normalised: selfNormalisedDoublyRobust.empty,
  switched: switched.empty,
  shrunken: shrunken.empty,
  blended: blended.empty,
  channel: moments.empty,
  window: moments.empty,
};

/** All estimators of one policy's value, side by side; mergeable. */
export function addToSuite(state: SuiteState, { taken, modelled, full }: RowView): SuiteState {
  const base = {
    ...state,
    ips: ips.add(state.ips, taken),
    clipped: clipped.add(state.clipped, taken),
    snips: snips.add(state.snips, taken),
  };
  if (modelled === undefined) return base;
  const withModel = {
    ...base,
    direct: directMethod.add(state.direct, modelled),
    robust: doublyRobust.add(state.robust, modelled),
    normalised: selfNormalisedDoublyRobust.add(state.normalised, modelled),
    switched: switched.add(state.switched, modelled),
    shrunken: shrunken.add(state.shrunken, modelled),
  };
  if (full === undefined) return withModel;
  const structured = full.taken.includes('@') || full.arms.some(({ arm }) => arm.includes('@'));
  return {
    ...withModel,
    blended: blended.add(state.blended, full),
    ...(structured
      ? {
          channel: ips.add(state.channel, marginalExample(full, channelOf)),
          window: ips.add(state.window, marginalExample(full, windowOf)),
        }
      : {}),
  };
}

export function mergeSuites(a: SuiteState, b: SuiteState): SuiteState {
  return {
    ips: ips.merge(a.ips, b.ips),
    clipped: clipped.merge(a.clipped, b.clipped),
    snips: snips.merge(a.snips, b.snips),
    direct: directMethod.merge(a.direct, b.direct),
    robust: doublyRobust.merge(a.robust, b.robust),
    normalised: selfNormalisedDoublyRobust.merge(a.normalised, b.normalised),
    switched: switched.merge(a.switched, b.switched),
    shrunken: shrunken.merge(a.shrunken, b.shrunken),
    blended: blended.merge(a.blended, b.blended),
    channel: moments.merge(a.channel, b.channel),
    window: moments.merge(a.window, b.window),
  };
}

/** An estimator whose rows were not all of its kind (some without distributions) is left out. */
export function estimatesOf(state: SuiteState): Estimates {
  const rows = state.ips.count;
  const ofAll = (value: Moments | undefined): Moments | undefined =>
    value !== undefined && value.count === rows ? value : undefined;
  const modelled = state.robust.count === rows;
  const own = snips.value(state.snips);
  const normalised = modelled ? selfNormalisedDoublyRobust.value(state.normalised) : undefined;
  const entries: (readonly [EstimatorName, Estimated | undefined])[] = [
    ['ips', meanOf(ips.value(state.ips))],
    ['clipped-ips', meanOf(clipped.value(state.clipped), LARGEST)],
    ['snips', own && { value: own.mean, standardError: own.standardError }],
    ['dm', meanOf(ofAll(directMethod.value(state.direct)))],
    ['dr', meanOf(ofAll(doublyRobust.value(state.robust)))],
    ['sndr', normalised && { value: normalised.mean, standardError: normalised.standardError }],
    ['switch-dr', tuned(modelled ? switched.value(state.switched) : undefined)],
    ['dr-os', tuned(modelled ? shrunken.value(state.shrunken) : undefined)],
    ['cab', meanOf(ofAll(blended.value(state.blended)), LARGEST)],
    ['mips-channel', meanOf(ofAll(moments.value(state.channel)))],
    ['mips-window', meanOf(ofAll(moments.value(state.window)))],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function meanOf(value: Moments | undefined, parameter?: number): Estimated | undefined {
  if (value === undefined) return undefined;
  const standardError = Math.sqrt(value.variance / value.count);
  return { value: value.mean, standardError, ...(parameter === undefined ? {} : { parameter }) };
}

function tuned(value: (Moments & { readonly parameter: number }) | undefined): Estimated | undefined {
  return value && meanOf(value, value.parameter);
}

/** `sms` of `sms@weekday-evening`; an action without a window is its own channel. */
export function channelOf(arm: string): string {
  const place = arm.indexOf('@');
  return place < 0 ? arm : arm.slice(0, place);
}

/** `weekday-evening` of `sms@weekday-evening`; an action without one is its own. */
export function windowOf(arm: string): string {
  const place = arm.indexOf('@');
  return place < 0 ? arm : arm.slice(place + 1);
}
