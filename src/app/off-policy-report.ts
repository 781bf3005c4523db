import type { Selected, Shadow } from '../core/decision/decision-record.ts';
import { type ConfidenceInterval, normalInterval } from '../core/evaluation/confidence-interval.ts';
import { type GateVerdict, gate } from '../core/evaluation/gate.ts';
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
  /** Why nothing can be said of the strategy, and what would mend it; absent when it can. */
  readonly refusal?: Extract<GateVerdict, { readonly verdict: 'cannot-tell' }>;
  /** What the strategy would have earned: unbiased, from the exact propensities of both. */
  readonly ips?: Estimate;
  /** The same, self-normalised: within the range of the rewards, a little biased. */
  readonly snips?: Estimate;
  /** By how much more than the rules: the mean of (w − 1)·r, which varies less than the difference of the two. */
  readonly gain?: Estimate;
}

/** What is added up over matured decisions to value the strategy that watched them. */
export function emptyOutcomes() {
  return {
    rules: moments.empty,
    gain: moments.empty,
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
  const verdict = gate({ weights: sums.diagnostics });
  if (verdict.verdict === 'cannot-tell') return { ...base, refusal: verdict };
  const values = { ips: estimateOf(sums.ips), gain: estimateOf(sums.gain), own: snips.value(sums.snips) };
  if (values.ips === undefined || values.gain === undefined || values.own === undefined) return base;
  const { mean, standardError } = values.own;
  const variance = standardError * standardError * rules.count;
  const interval = normalInterval({ count: rules.count, mean, variance });
  return { ...base, ips: values.ips, gain: values.gain, snips: { count: rules.count, mean, ...interval } };
}

export function estimateOf(state: MomentsState): Estimate | undefined {
  const value = moments.value(state);
  return value === undefined ? undefined : { count: value.count, mean: value.mean, ...normalInterval(value) };
}
