import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  PeriodOverride,
  Row,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { TableName } from '../../src/shared-names.ts';
import { FUNCTION_NAMES, type FunctionName } from '../function-names.ts';
import { type ServiceMetric, serviceMetric } from '../metrics.ts';
import type { StageConfig } from '../stage-config.ts';
import type { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ServiceDashboardProps {
  readonly config: StageConfig;
  readonly alarms: readonly Alarm[];
  readonly functions: Readonly<Record<FunctionName, ServiceFunction>>;
  readonly outcomes: WorkQueue;
  readonly credits: WorkQueue;
  readonly features: WorkQueue;
  readonly log: WorkQueue;
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly api: HttpApi;
}

const PERIOD = Duration.minutes(5);

/** One page that answers, from top to bottom: is it well, what does it decide, does it learn, is it fast, what does it use. */
export function makeServiceDashboard(scope: Construct, id: string, props: ServiceDashboardProps): Dashboard {
  const { config, alarms, functions, outcomes, credits, features, log, tables, api } = props;
  const counts = (title: string, ...names: ServiceMetric[]): GraphWidget =>
    graph(
      title,
      names.map((name) => serviceMetric(config.stage, name)),
    );
  const perFunction = (title: string, metric: (each: ServiceFunction) => IMetric): GraphWidget =>
    graph(
      title,
      FUNCTION_NAMES.map((name) => metric(functions[name])),
    );
  const queues = { outcomes, credits, features, log };
  const duration = (statistic: string): IMetric =>
    functions.decide.function.metricDuration({ statistic, label: statistic, period: PERIOD });

  const dashboard = new Dashboard(scope, id, {
    defaultInterval: Duration.days(1),
    periodOverride: PeriodOverride.AUTO,
  });
  dashboard.addWidgets(
    new TextWidget({
      markdown: `# Rapport ${config.stage}\nAlarms lead into the [runbook](${config.runbookUrl}).`,
      width: 24,
      height: 2,
    }),
    new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 5 }),
  );
  dashboard.addWidgets(
    new Row(
      counts('Decisions', 'DecisionsSelected', 'DecisionsWithheld'),
      counts(
        'How they were made',
        'DecisionsExploration',
        'DecisionsFallback',
        'ReservationConflicts',
        'CapacityConflicts',
        'ObligationsUnmet',
      ),
      counts('Dispatch', 'DispatchConfirmed', 'DispatchRefused', 'DispatchVoid'),
    ),
    new Row(
      counts('Outcomes', 'OutcomesAccepted', 'OutcomesRecorded', 'OutcomesDuplicate', 'MessagesParked'),
      counts(
        'Folds',
        'CreditsRequested',
        'CreditsFolded',
        'CorrectionsFolded',
        'CreditsRemoved',
        'FoldConflicts',
      ),
      counts('Snapshots and erasures', 'SnapshotsPublished', 'DriftAlarms', 'BorrowersErased'),
    ),
    new Row(
      counts('Decisions by a model', 'DecisionsByModel'),
      counts('Their exploration beyond the floor, thousandths', 'ExplorationMillis'),
      counts('Features', 'FeaturesRecorded', 'FeaturesUnchanged', 'FeaturesStale'),
      counts('Matured log', 'LogRowsWritten', 'LogConflicts'),
      counts('Harm stopped in experiments', 'GuardrailBreaches', 'HarmBudgetBreaches'),
    ),
    new Row(
      graph(
        'Oldest message, seconds',
        queueMetrics(queues, (each) => each.queue.metricApproximateAgeOfOldestMessage()),
      ),
      graph(
        'Messages waiting',
        queueMetrics(queues, (each) => each.queue.metricApproximateNumberOfMessagesVisible()),
      ),
      graph('Dead letters: waiting, then parked', [
        ...queueMetrics(queues, (each) => each.deadLetters.metricApproximateNumberOfMessagesVisible()),
        serviceMetric(config.stage, 'OutcomesDeadLettered'),
        serviceMetric(config.stage, 'CreditsDeadLettered'),
        serviceMetric(config.stage, 'FeaturesDeadLettered'),
        serviceMetric(config.stage, 'LogDeadLettered'),
      ]),
    ),
    new Row(
      graph('Decide, milliseconds', [duration(Stats.p(50)), duration(Stats.p(90)), duration(Stats.p(99))]),
      graph('API requests', [
        api.metricCount({ statistic: Stats.SUM }),
        api.metricClientError(),
        api.metricServerError(),
      ]),
      perFunction('Concurrency', (each) =>
        each.function.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM }),
      ),
    ),
    new Row(
      perFunction('Errors', (each) => each.function.metricErrors()),
      perFunction('Throttles', (each) => each.function.metricThrottles()),
      perFunction('Duration, milliseconds', (each) =>
        each.function.metricDuration({ statistic: Stats.p(99) }),
      ),
    ),
    new Row(
      capacity('Read units', tables, (each) =>
        each.metricConsumedReadCapacityUnits({ statistic: Stats.SUM }),
      ),
      capacity('Write units', tables, (each) =>
        each.metricConsumedWriteCapacityUnits({ statistic: Stats.SUM }),
      ),
    ),
  );
  return dashboard;
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 }, period: PERIOD });
}

function queueMetrics(queues: Record<string, WorkQueue>, metric: (each: WorkQueue) => IMetric): IMetric[] {
  return Object.values(queues).map(metric);
}

function capacity(
  title: string,
  tables: ServiceDashboardProps['tables'],
  metric: (each: Table) => IMetric,
): GraphWidget {
  return graph(title, Object.values(tables).map(metric));
}
