import type { BorrowerId, DecisionId, EventId, ExperimentId, VariantId } from '../../core/identifiers.ts';

/** What one borrower has met with in one experiment. */
export interface Exposure {
  readonly experiment: ExperimentId;
  readonly borrowerId: BorrowerId;
  readonly variant: VariantId;
  /** Decisions in all, those that chose a contact, and those that took longer than some guardrail allows; distinct. */
  readonly decisions: readonly DecisionId[];
  readonly contacts: readonly DecisionId[];
  readonly slow: readonly DecisionId[];
  /** Distinct events of guarded types, as `<type>#<event id>`. */
  readonly harms: readonly string[];
}

export interface ExposedDecision {
  readonly experiment: ExperimentId;
  readonly borrowerId: BorrowerId;
  readonly variant: VariantId;
  readonly decisionId: DecisionId;
  readonly contact: boolean;
  readonly slow: boolean;
}

/** Counts that guardrails watch while rewards are not yet known. Every write can be repeated without harm. */
export interface ExposureBook {
  expose(decision: ExposedDecision): Promise<void>;
  /** Notes a harm if the borrower is in the experiment; else does nothing. */
  note(
    experiment: ExperimentId,
    borrowerId: BorrowerId,
    event: { readonly id: EventId; readonly type: string },
  ): Promise<void>;
  /** Everybody in the experiment, in any order. */
  list(experiment: ExperimentId): AsyncIterable<Exposure>;
  forget(experiment: ExperimentId, borrowerId: BorrowerId): Promise<void>;
}
