import type { DecisionExposure, Exposure, NotedHarm } from '../../core/experiment/exposure.ts';
import type { BorrowerId, ExperimentId } from '../../core/identifiers.ts';

export interface ExposedDecision extends DecisionExposure {
  readonly experiment: ExperimentId;
  readonly borrowerId: BorrowerId;
}

/** Counts that guardrails watch while rewards are not yet known. Every write can be repeated without harm. */
export interface ExposureBook {
  /** Adds the decision to its borrower's; one that took long in any of its attempts is slow. */
  expose(decision: ExposedDecision): Promise<void>;
  /** Notes a harm if the borrower is in the experiment; else does nothing. */
  note(experiment: ExperimentId, borrowerId: BorrowerId, harm: NotedHarm): Promise<void>;
  /** Everybody in the experiment, in any order. */
  list(experiment: ExperimentId): AsyncIterable<Exposure>;
  /** Idempotent; for the erasure of a borrower. */
  forget(experiment: ExperimentId, borrowerId: BorrowerId): Promise<void>;
}
