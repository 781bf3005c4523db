/** Counts and durations for operators; never borrower data, never a borrower or arm as a dimension. */
export interface Telemetry {
  count(metric: MetricName, value?: number): void;
  /** A fault that did not fail the call but that somebody should see. */
  warn(message: string, details: Readonly<Record<string, string | number | boolean>>): void;
}

/**
 * What is counted. `ExplorationMillis` adds up thousandths of each model decision's entropy beyond the ε floor, so that
 * divided by `DecisionsByModel` it is their mean; `DriftAlarms` says at each publication how many channels raise one.
 */
export type MetricName =
  | 'DecisionsSelected'
  | 'DecisionsWithheld'
  | 'DecisionsFallback'
  | 'DecisionsExploration'
  | 'DecisionsByModel'
  | 'ExplorationMillis'
  | 'ReservationConflicts'
  | 'ObligationsUnmet'
  | 'CapacityConflicts'
  | 'DispatchConfirmed'
  | 'DispatchRefused'
  | 'DispatchVoid'
  | 'OutcomesAccepted'
  | 'OutcomesRecorded'
  | 'OutcomesDuplicate'
  | 'MessagesParked'
  | 'OutcomesDeadLettered'
  | 'CreditsDeadLettered'
  | 'FeaturesDeadLettered'
  | 'LogDeadLettered'
  | 'CreditsRequested'
  | 'CreditsFolded'
  | 'CorrectionsFolded'
  | 'CreditsRemoved'
  | 'BorrowersErased'
  | 'FoldConflicts'
  | 'FeaturesRecorded'
  | 'FeaturesUnchanged'
  | 'FeaturesStale'
  | 'LogRowsWritten'
  | 'LogConflicts'
  | 'SnapshotsPublished'
  | 'DriftAlarms'
  | 'GuardrailBreaches'
  | 'HarmBudgetBreaches';
