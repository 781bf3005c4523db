import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ENV, LOG_PREFIX } from '../src/shared-names.ts';
import { alarmTopic } from './constructs/alarm-topic.ts';
import { DecisionApi } from './constructs/decision-api.ts';
import { makeMaturedLogTable } from './constructs/matured-log-table.ts';
import { permissionStatements, SNAPSHOT_PREFIX } from './constructs/permission-statements.ts';
import { consumeQueue } from './constructs/queue-consumer.ts';
import { runEvery } from './constructs/schedule.ts';
import { ServiceAlarms } from './constructs/service-alarms.ts';
import { makeServiceDashboard } from './constructs/service-dashboard.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import type { DataStack } from './data-stack.ts';
import { constructId, type FunctionName } from './function-names.ts';
import { partsHaveNoList, snapshotsHaveNoList } from './nag-acknowledgements.ts';
import { PERMISSIONS } from './permissions.ts';
import { serviceEnvironment } from './service-environment.ts';
import type { StageConfig } from './stage-config.ts';

export interface ServiceStackProps extends StackProps {
  readonly config: StageConfig;
  readonly data: DataStack;
}

/** What whoever works on this stage from outside must know. */
const PLACES = Object.values(ENV).filter((name) => name !== ENV.simulation);

/** Everything that can be thrown away and made again from the code: functions, API, schedules, alarms. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { config, data, ...stackProps }: ServiceStackProps) {
    super(scope, id, stackProps);
    const { outcomes, credits, features, log, tables, operationsKey } = data;
    const environment = serviceEnvironment(config.stage, data);

    const bucket = importedName(this, data.exportValue(data.snapshots.bucketArn));
    const logBucket = importedName(this, data.exportValue(data.maturedLog.bucketArn));

    // Its messages are clock ticks, so the keys of SQS do.
    const scheduleDeadLetters = new Queue(this, 'ScheduleDeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const make = (name: FunctionName, extra: { deadLetterQueue?: Queue } = {}): ServiceFunction =>
      new ServiceFunction(this, constructId(name), {
        name,
        config,
        environment,
        statements: permissionStatements(PERMISSIONS[name], data),
        acknowledgements: [
          ...(PERMISSIONS[name].snapshots === undefined
            ? []
            : [snapshotsHaveNoList(bucket, SNAPSHOT_PREFIX)]),
          ...(PERMISSIONS[name].maturedLog === undefined ? [] : [partsHaveNoList(logBucket, LOG_PREFIX)]),
        ],
        logKey: operationsKey,
        ...extra,
      });
    const functions: Record<FunctionName, ServiceFunction> = {
      decide: make('decide'),
      dispatch: make('dispatch'),
      'accept-outcomes': make('accept-outcomes'),
      record: make('record'),
      mature: make('mature', { deadLetterQueue: scheduleDeadLetters }),
      learn: make('learn'),
      log: make('log'),
      publish: make('publish', { deadLetterQueue: scheduleDeadLetters }),
      read: make('read'),
      borrowers: make('borrowers'),
      'park-dead-letters': make('park-dead-letters'),
      erase: make('erase'),
      'advance-erasures': make('advance-erasures', { deadLetterQueue: scheduleDeadLetters }),
      features: make('features'),
      'record-features': make('record-features'),
      guard: make('guard', { deadLetterQueue: scheduleDeadLetters }),
      experiments: make('experiments'),
    };

    consumeQueue(functions.record, 'record', outcomes.queue, config.maxConcurrency.record);
    consumeQueue(functions.learn, 'learn', credits.queue, config.maxConcurrency.learn);
    consumeQueue(
      functions['record-features'],
      'record-features',
      features.queue,
      config.maxConcurrency['record-features'],
    );
    consumeQueue(functions.log, 'log', log.queue, config.maxConcurrency.log);
    const queues = { Outcomes: outcomes, Credits: credits, Features: features, Log: log };
    for (const [id, { deadLetters }] of Object.entries(queues)) {
      const name = 'park-dead-letters';
      consumeQueue(functions[name], name, deadLetters, config.maxConcurrency[name], id);
    }
    runEvery(this, 'MatureSchedule', config.scheduleMinutes.mature, functions.mature, scheduleDeadLetters);
    runEvery(this, 'PublishSchedule', config.scheduleMinutes.publish, functions.publish, scheduleDeadLetters);
    runEvery(this, 'GuardSchedule', config.scheduleMinutes.guard, functions.guard, scheduleDeadLetters);

    runEvery(
      this,
      'ErasureSchedule',
      config.scheduleMinutes.mature,
      functions['advance-erasures'],
      scheduleDeadLetters,
    );

    const accessLogs = new LogGroup(this, 'AccessLogs', {
      encryptionKey: operationsKey,
      retention: config.logRetentionDays,
      removalPolicy: config.removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const { api } = new DecisionApi(this, 'DecisionApi', { config, functions, accessLogs });

    const topic = alarmTopic(this, 'Alarms', config.alarms, operationsKey);
    const { alarms } = new ServiceAlarms(this, 'Alarm', {
      config,
      route: { action: new SnsAction(topic), runbookUrl: config.runbookUrl },
      functions,
      outcomes,
      credits,
      features,
      log,
      scheduleDeadLetters,
      api,
    });
    makeServiceDashboard(this, 'Dashboard', {
      config,
      alarms,
      functions,
      outcomes,
      credits,
      features,
      log,
      tables,
      api,
    });
    makeMaturedLogTable(this, 'MaturedLogTable', {
      stage: config.stage,
      bucketName: data.maturedLog.bucketName,
    });

    new CfnOutput(this, 'ApiUrl', { description: 'Where the API answers', value: api.apiEndpoint });
    for (const name of PLACES) {
      new CfnOutput(this, outputId(name), {
        description: `${name} of every function`,
        value: environment[name],
      });
    }
  }
}

/** The name under which another stack exports the value. */
function importedName(stack: Stack, exported: string): string {
  const { 'Fn::ImportValue': name } = stack.resolve(exported) as { 'Fn::ImportValue': string };
  return name;
}

/** `RAPPORT_DECISIONS_TABLE` → `RapportDecisionsTable`: outputs take letters and digits only. */
function outputId(name: string): string {
  return name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
