import { InvariantError } from '../errors.ts';
import { type ArmCalibration, propensityMartingale } from '../inference/propensity-martingale.ts';
import {
  type ConfidenceInterval,
  empiricalBernsteinInterval,
  normalInterval,
} from './confidence-interval.ts';
import { type GateNeeds, gate } from './gate.ts';
import type { GateLimits } from './gate-facts.ts';
import { GATE_LIMITS } from './gate-facts.ts';
import type { LogSums } from './log-tally.ts';
import { type MomentsState, moments } from './moments.ts';
import type { RewardScale } from './reward-scale.ts';
import { type Estimates, estimatesOf } from './suite.ts';
import { type Support, support } from './support.ts';
import type { TargetBoundsValue } from './target-bounds.ts';
import type { TargetSums } from './target-tally.ts';
import { type WeightDiagnostics, weightDiagnostics } from './weight-diagnostics.ts';

/** Intervals at one level for the same number, each right for what it assumes. */
export interface ValueIntervals {
  /** For any log, at any time, also of a policy that learned as it went: the one to decide by. */
  readonly anytime: ConfidenceInterval;
  /** For independent rows in any number. */
  readonly empiricalBernstein?: ConfidenceInterval;
  /** For many independent borrowers, with rows that may depend on each other. */
  readonly bootstrap?: ConfidenceInterval;
  /** For many independent rows. */
  readonly normal: ConfidenceInterval;
}

/** What a log says of a policy, once it may say anything. */
export interface ToldValue {
  /** Which estimate it is: that of the rewards themselves, doubly robust, IPS, or doubly robust where possible. */
  readonly estimator: 'on-policy' | 'dr' | 'ips' | 'dr-where-possible';
  /** Reward per decision, after cost. */
  readonly value: number;
  readonly intervals: ValueIntervals;
  readonly estimates: Estimates;
  /** Value less that of the policy that made the log, row by row; absent for that policy itself. */
  readonly difference?: { readonly value: number; readonly intervals: ValueIntervals };
}

export interface TargetDiagnostics extends WeightDiagnostics {
  readonly rows: number;
  /** The largest weight's share of all weight. */
  readonly largestShare: number;
  /** Absent when the log or the policy doesn't tell every action's probability. */
  readonly support?: Support;
  /** How many weights fell into each of `WEIGHT_BINS`. */
  readonly histogram: readonly number[];
}

export type TargetValue = {
  readonly target: string;
  readonly diagnostics: TargetDiagnostics;
} & (
  | ({ readonly verdict: 'tell' } & ToldValue)
  | { readonly verdict: 'cannot-tell'; readonly reasons: readonly string[]; readonly needs: GateNeeds }
);

export interface JudgedTarget {
  readonly name: string;
  readonly isLogged?: true;
  readonly sums: TargetSums;
  /** On the scale 0 to 1. */
  readonly bounds: TargetBoundsValue;
  readonly resampled: readonly (ConfidenceInterval | undefined)[];
}

/**
 * What the log says of a policy: numbers only when the gate is open.
 * @param leastLogged The least probability that the log gave to anything, which bounds every weight.
 */
export function targetValue(
  target: JudgedTarget,
  log: LogSums,
  scale: RewardScale,
  leastLogged: number,
  limits: GateLimits = GATE_LIMITS,
): TargetValue {
  const { name, sums } = target;
  const supported = sums.full === sums.weights.count ? support.value(sums.support) : undefined;
  const verdict = gate(
    {
      weights: sums.weights,
      immatureShare: immatureShare(log),
      ...(supported === undefined || target.isLogged ? {} : { support: supported }),
      ...(target.isLogged || log.whole === 0 ? {} : { calibration: calibrationOf(log) }),
    },
    limits,
  );
  const base = { target: name, diagnostics: diagnosticsOf(sums, supported) };
  if (verdict.verdict === 'cannot-tell') return { ...base, ...verdict };
  const told = toldValue(target, scale, leastLogged);
  return { ...base, verdict: 'tell', ...told };
}

/** Whether actions were taken as often as their probabilities say, for each action. */
export function calibrationOf({ choices }: LogSums): ReadonlyMap<string, ArmCalibration> {
  return propensityMartingale(CALIBRATION_VARIANCE).value(choices) ?? new Map();
}

/** Σp(1 − p) at which evidence against an arm's propensities is strongest; it holds at any. */
const CALIBRATION_VARIANCE = 1_000;

function immatureShare({ rewards, immature }: LogSums): number {
  const all = rewards.count + immature;
  return all === 0 ? 0 : immature / all;
}

function diagnosticsOf(
  { weights, histogram }: TargetSums,
  supported: Support | undefined,
): TargetDiagnostics {
  const value = weightDiagnostics.value(weights) ?? {
    effectiveSampleSize: 0,
    meanWeight: 0,
    largestWeight: 0,
  };
  return {
    rows: weights.count,
    ...value,
    largestShare: weights.sum > 0 ? weights.largest / weights.sum : 0,
    ...(supported === undefined ? {} : { support: supported }),
    histogram,
  };
}

/** @throws {InvariantError} `unreachable` without rows, which the gate refuses. */
function toldValue(target: JudgedTarget, scale: RewardScale, leastLogged: number): ToldValue {
  const { sums, bounds, resampled, isLogged } = target;
  const value = moments.value(sums.value);
  if (value === undefined) throw new InvariantError('unreachable', 'A policy was valued without rows.');
  const largest = isLogged ? 1 : 1 / leastLogged;
  const span = scale.upper - scale.lower;
  const estimator = isLogged ? 'on-policy' : kindOf(sums);
  // Without a model w·r lies between 0 and w times either end, with one within a span of w around Σ π·q̂.
  const ends =
    estimator === 'on-policy'
      ? scale
      : {
          lower: scale.lower - largest * Math.max(span, Math.abs(scale.lower)),
          upper: scale.upper + largest * Math.max(span, Math.abs(scale.upper)),
        };
  const within = clampTo(scale.lower, scale.upper);
  const intervals: ValueIntervals = {
    anytime: { lower: scale.fromUnit(bounds.value.lower), upper: scale.fromUnit(bounds.value.upper) },
    empiricalBernstein: within(empiricalBernsteinInterval(value, ends)),
    ...bootstrapped(resampled[0], within),
    normal: within(normalInterval(value)),
  };
  const difference = isLogged ? undefined : differenceOf(sums.difference, target, span);
  return {
    estimator,
    value: value.mean,
    intervals,
    estimates: estimatesOf(sums.suite),
    ...(difference === undefined ? {} : { difference }),
  };
}

function kindOf({ weights, modelled }: TargetSums): ToldValue['estimator'] {
  if (modelled === 0) return 'ips';
  return modelled === weights.count ? 'dr' : 'dr-where-possible';
}

function differenceOf(
  state: MomentsState,
  { bounds, resampled }: JudgedTarget,
  span: number,
): ToldValue['difference'] {
  const value = moments.value(state);
  if (value === undefined) return undefined;
  const within = clampTo(-span, span);
  const { lower, upper } = bounds.difference;
  return {
    value: value.mean,
    intervals: {
      anytime: { lower: span * lower, upper: span * upper },
      ...bootstrapped(resampled[1], within),
      normal: within(normalInterval(value)),
    },
  };
}

type Clamp = (interval: ConfidenceInterval) => ConfidenceInterval;

function bootstrapped(interval: ConfidenceInterval | undefined, within: Clamp) {
  if (interval === undefined) return {};
  return { bootstrap: within(interval) };
}

/** A policy's value lies between the least and the largest reward, whatever an estimate says. */
function clampTo(least: number, most: number): Clamp {
  const cut = (bound: number): number => Math.min(most, Math.max(least, bound));
  return ({ lower, upper }) => ({ lower: cut(lower), upper: cut(upper) });
}
