import type { Selected, Shadow } from '../core/decision/decision-record.ts';
import { type ConfidenceInterval, normalInterval } from '../core/evaluation/confidence-interval.ts';
import { ips } from '../core/evaluation/ips.ts';
import { importanceWeight, type LoggedExample } from '../core/evaluation/logged-example.ts';
import { type MomentsState, moments } from '../core/evaluation/moments.ts';
import { snips } from '../core/evaluation/snips.ts';
import { type WeightDiagnostics, weightDiagnostics } from '../core/evaluation/weight-diagnostics.ts';

export interface Estimate extends ConfidenceInterval {
  readonly count: number;
  readonly mean: number;
}

/** Values are rewards after cost, per decision, of the decisions whose reward window has closed. */
export interface OffPolicyReport {
  readonly diagnostics: WeightDiagnostics;
  readonly matured: number;
  /** What the rules earned. */
  readonly rules: Estimate;
  /** Why nothing can be said of the strategy; absent when it can. */
  readonly obstacle?: string;
  /** What the strategy would have earned: unbiased, from the exact propensities of both. */
  readonly ips?: Estimate;
  /** The same, self-normalised: within the range of the rewards, a little biased. */
  readonly snips?: Estimate;
  /** By how much more than the rules: the mean of (w − 1)·r, which varies less than the difference of the two. */
  readonly gain?: Estimate;
}

/** Fewer rows of its own log than these are worth no estimate. */
const LEAST_EFFECTIVE = 100;
/** So many standard errors from 1 the mean weight is by chance once in 370 honest logs. */
const MOST_ERRORS = 3;
/** What is added up over matured decisions to value the strategy that watched them. */
export function emptyOutcomes() {
  return {
    rules: moments.empty,
    gain: moments.empty,
    weight: moments.empty,
    ips: ips.empty,
    snips: snips.empty,
    diagnostics: weightDiagnostics.empty,
  };
}

export type Outcomes = ReturnType<typeof emptyOutcomes>;

/** @param reward After cost. */
export function addOutcome(sums: Outcomes, verdict: Selected, shadow: Shadow, reward: number): void {
  const example: LoggedExample = { reward, logged: verdict.propensity, target: shadow.propensity };
  const weight = importanceWeight(example);
  sums.rules = moments.add(sums.rules, reward);
  sums.gain = moments.add(sums.gain, (weight - 1) * reward);
  sums.weight = moments.add(sums.weight, weight);
  sums.ips = ips.add(sums.ips, example);
  sums.snips = snips.add(sums.snips, example);
  sums.diagnostics = weightDiagnostics.add(sums.diagnostics, example);
}

/** What the outcomes say of the strategy; undefined before any is mature. */
export function offPolicyReport(sums: Outcomes): OffPolicyReport | undefined {
  const rules = estimateOf(sums.rules);
  const diagnostics = weightDiagnostics.value(sums.diagnostics);
  if (rules === undefined || diagnostics === undefined) return undefined;
  const base = { matured: rules.count, diagnostics, rules };
  const obstacle = obstacleTo(diagnostics, sums.weight);
  const values = { ips: estimateOf(sums.ips), gain: estimateOf(sums.gain), own: snips.value(sums.snips) };
  if (
    obstacle !== undefined ||
    values.ips === undefined ||
    values.gain === undefined ||
    values.own === undefined
  ) {
    return { ...base, ...(obstacle === undefined ? {} : { obstacle }) };
  }
  const { mean, standardError } = values.own;
  const variance = standardError * standardError * rules.count;
  const interval = normalInterval({ count: rules.count, mean, variance });
  return { ...base, ips: values.ips, gain: values.gain, snips: { count: rules.count, mean, ...interval } };
}

/** Why the outcomes of the rules say too little about the strategy. */
function obstacleTo({ effectiveSampleSize }: WeightDiagnostics, weights: MomentsState): string | undefined {
  if (effectiveSampleSize < LEAST_EFFECTIVE) {
    return (
      `not enough overlap: what the rules did is worth ${Math.floor(effectiveSampleSize)} decisions of the strategy, ` +
      `and from ${LEAST_EFFECTIVE} on it is valued; wait, or let the rules explore more (fallback.epsilon)`
    );
  }
  const weight = moments.value(weights);
  if (
    weight !== undefined &&
    Math.abs(weight.mean - 1) > MOST_ERRORS * Math.sqrt(weight.variance / weight.count)
  ) {
    return (
      `not enough overlap: importance weights have the mean ${weight.mean.toFixed(3)} where it has to be 1; ` +
      'the strategy wants what the rules hardly ever do'
    );
  }
  return undefined;
}

export function estimateOf(state: MomentsState): Estimate | undefined {
  const value = moments.value(state);
  return value === undefined ? undefined : { count: value.count, mean: value.mean, ...normalInterval(value) };
}
