/** Counts and durations for operators; never borrower data, never a borrower or arm as a dimension. */
export interface Telemetry {
  count(metric: MetricName, value?: number): void;
  /** A fault that did not fail the call but that somebody should see. */
  warn(message: string, details: Readonly<Record<string, string | number | boolean>>): void;
}

export type MetricName =
  | 'DecisionsSelected'
  | 'DecisionsWithheld'
  | 'DecisionsFallback'
  | 'DecisionsExploration'
  | 'ReservationConflicts'
  | 'CapacityConflicts'
  | 'DispatchConfirmed'
  | 'DispatchRefused'
  | 'DispatchVoid'
  | 'OutcomesAccepted'
  | 'OutcomesRecorded'
  | 'OutcomesDuplicate'
  | 'MessagesParked'
  | 'CreditsRequested'
  | 'CreditsFolded'
  | 'CorrectionsFolded'
  | 'FoldConflicts'
  | 'SnapshotsPublished';
