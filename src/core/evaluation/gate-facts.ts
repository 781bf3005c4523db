import type { Support } from './support.ts';
import type { WeightState } from './weight-diagnostics.ts';

/** What decides whether a log can value a policy. What is absent isn't judged. */
export interface GateFacts {
  readonly weights: WeightState;
  readonly support?: Support;
  /** ln of an always-valid e-value against the logged propensities, per arm; Infinity when one is impossible. */
  readonly calibration?: ReadonlyMap<string, { readonly logEvidence: number }>;
  /** The share of rows, 0 to 1, whose outcome may still change. */
  readonly immatureShare?: number;
}

export interface GateLimits {
  /** The least effective sample size. */
  readonly effective: number;
  /** The least effective sample size as a share of the rows. */
  readonly effectiveShare: number;
  /** The most standard errors that the mean weight may be from 1. */
  readonly weightErrors: number;
  /** The most that one row may have of all weight. */
  readonly weightShare: number;
  /** The most that the policy may want of what the log couldn't, or didn't, do. */
  readonly unsupported: number;
  /** With what probability honest propensities may be taken for wrong ones. */
  readonly calibrationLevel: number;
  /** The most rows without a final outcome. */
  readonly immatureShare: number;
}

export const GATE_LIMITS: GateLimits = {
  effective: 200,
  effectiveShare: 0.01,
  weightErrors: 3,
  weightShare: 0.05,
  unsupported: 0.01,
  calibrationLevel: 0.001,
  immatureShare: 0.1,
};
