import type { ConfidenceInterval } from '../../src/core/evaluation/confidence-interval.ts';
import type { WeightDiagnostics } from '../../src/core/evaluation/weight-diagnostics.ts';

/** A number with what is known of its error, at 95 %. */
export interface Estimate {
  readonly mean: number;
  /** By the central limit theorem. */
  readonly normal: ConfidenceInterval;
  /** Holds for any number of rows; wider. */
  readonly empiricalBernstein: ConfidenceInterval;
}

/** How one policy did on the rows. */
export interface PolicyFinding {
  /** `rapport`, `uniform`, `best-constant`, `supervised` or `oracle`. */
  readonly policy: string;
  /** What it is, in words. */
  readonly description: string;
  /** The action of a constant policy. */
  readonly action?: string;
  readonly reward: Estimate;
  /** Rapport's reward less this one's, row by row; absent for Rapport itself. */
  readonly lead?: Estimate;
  /** Mode `model`: the mean of the model's own probabilities, in reward units; what the rewards are draws of. */
  readonly expectedReward?: number;
  /** Mode `logged`. */
  readonly selfNormalised?: { readonly mean: number; readonly standardError: number };
  readonly weights?: WeightDiagnostics;
}

/** How the replayed file valued the policies. */
export interface Findings {
  readonly method: 'fitted-outcome-model' | 'inverse-propensity-score';
  readonly rows: number;
  readonly policies: readonly PolicyFinding[];
  /** The mean reward of each constant policy, best first. */
  readonly constants: readonly { readonly action: string; readonly mean: number }[];
  /** Mode `logged`: the rows where Rapport's draw was the logged action, the only ones it learned from. */
  readonly rejectionReplay?: { readonly rows: number; readonly reward?: Estimate };
  /** Mode `logged`: what the logging policy earned. */
  readonly logged?: Estimate;
}
