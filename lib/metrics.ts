import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE } from '../src/shared-names.ts';

/** The metrics of the runtime that alarms and the dashboard read; the runtime's list is `MetricName`. */
export type ServiceMetric =
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

/** The value of the metrics' only dimension, `service`: keeps the stages of one account apart. */
export function metricService(stage: string): string {
  return `rapport-${stage}`;
}

/** The sum of one of the runtime's counts per five minutes, for one stage. */
export function serviceMetric(stage: string, metricName: ServiceMetric): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { service: metricService(stage) },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });
}
