import type { BorrowerId, DecisionId, EventId, ExperimentId, VariantId } from '../identifiers.ts';

/** What one borrower has met with in one experiment. */
export interface Exposure {
  readonly experiment: ExperimentId;
  readonly borrowerId: BorrowerId;
  /** At least one, no id twice. */
  readonly decisions: readonly DecisionExposure[];
  /** Distinct events of types that somebody watches. */
  readonly harms: readonly NotedHarm[];
}

/** A decision that is compared: neither in a washout nor of a variant that had been stopped. */
export interface DecisionExposure {
  readonly decisionId: DecisionId;
  readonly variant: VariantId;
  /** What was assigned, as the assignment says; absent for the borrower. */
  readonly unit?: string;
  /** Whether it chose a contact. */
  readonly contact: boolean;
  /** Whether it took longer than the experiment's guardrail on latency allows. */
  readonly slow: boolean;
}

export interface NotedHarm {
  readonly id: EventId;
  readonly type: string;
  /** Which decision it came of, where the event names one. */
  readonly decisionId?: DecisionId;
}
