import { ENV, METRIC_NAMESPACE } from '../src/shared-names.ts';
import type { DataStack } from './data-stack.ts';
import { metricService } from './metrics.ts';

export type ServiceVariable =
  | (typeof ENV)[keyof typeof ENV]
  | 'POWERTOOLS_SERVICE_NAME'
  | 'POWERTOOLS_METRICS_NAMESPACE';

/** The environment of every function: where the data are and under which name metrics and logs appear. */
export function serviceEnvironment(
  stage: string,
  { tables, outcomes, credits, features, log, snapshots, maturedLog }: DataStack,
): Readonly<Record<ServiceVariable, string>> {
  return {
    [ENV.decisionsTable]: tables.decisions.tableName,
    [ENV.profilesTable]: tables.profiles.tableName,
    [ENV.statisticsTable]: tables.statistics.tableName,
    [ENV.controlTable]: tables.control.tableName,
    [ENV.outcomesQueueUrl]: outcomes.queue.queueUrl,
    [ENV.creditsQueueUrl]: credits.queue.queueUrl,
    [ENV.featuresQueueUrl]: features.queue.queueUrl,
    [ENV.logQueueUrl]: log.queue.queueUrl,
    [ENV.outcomesDeadLettersArn]: outcomes.deadLetters.queueArn,
    [ENV.creditsDeadLettersArn]: credits.deadLetters.queueArn,
    [ENV.featuresDeadLettersArn]: features.deadLetters.queueArn,
    [ENV.logDeadLettersArn]: log.deadLetters.queueArn,
    [ENV.snapshotBucket]: snapshots.bucketName,
    [ENV.logBucket]: maturedLog.bucketName,
    // A stage in AWS is live: nobody but the clock says what time it is.
    [ENV.simulation]: 'false',
    POWERTOOLS_SERVICE_NAME: metricService(stage),
    POWERTOOLS_METRICS_NAMESPACE: METRIC_NAMESPACE,
  };
}
