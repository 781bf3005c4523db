import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { TABLES, type TableName, type TableShape } from '../src/shared-names.ts';
import { makeDataTable } from './constructs/data-table.ts';
import { makeMaturedLogBucket } from './constructs/matured-log-bucket.ts';
import { makeOperationsKey } from './constructs/operations-key.ts';
import { SnapshotBucket } from './constructs/snapshot-bucket.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import type { ConsumerName } from './function-names.ts';
import { visibilityTimeoutSeconds } from './function-settings.ts';
import type { StageConfig } from './stage-config.ts';

/** What must outlive any change of the code: tables, queues, snapshots, the matured log and the keys that open them. */
export class DataStack extends Stack {
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly outcomes: WorkQueue;
  readonly credits: WorkQueue;
  readonly features: WorkQueue;
  readonly log: WorkQueue;
  readonly snapshots: Bucket;
  readonly maturedLog: Bucket;
  /** Opens borrower data. */
  readonly dataKey: Key;
  /** Opens logs and alarm messages, which hold none. */
  readonly operationsKey: Key;

  constructor(scope: Construct, id: string, props: StackProps & { readonly config: StageConfig }) {
    const { config, ...stackProps } = props;
    super(scope, id, { ...stackProps, terminationProtection: config.deletionProtection });
    const removalPolicy = config.removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    this.dataKey = new Key(this, 'DataKey', {
      description:
        'Rapport: decisions, contact profiles, statistics, snapshots, matured log, queued messages',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.operationsKey = makeOperationsKey(this, 'OperationsKey', removalPolicy);

    const table = (name: string, shape: TableShape): Table =>
      makeDataTable(this, name, {
        shape,
        key: this.dataKey,
        removalPolicy,
        deletionProtection: config.deletionProtection,
      });
    this.tables = {
      decisions: table('DecisionsTable', TABLES.decisions),
      profiles: table('ProfilesTable', TABLES.profiles),
      statistics: table('StatisticsTable', TABLES.statistics),
      control: table('ControlTable', TABLES.control),
    };

    const queue = (name: string, consumer: ConsumerName): WorkQueue =>
      new WorkQueue(this, name, {
        key: this.dataKey,
        visibilityTimeout: Duration.seconds(visibilityTimeoutSeconds(consumer)),
        deadLetterVisibilityTimeout: Duration.seconds(visibilityTimeoutSeconds('park-dead-letters')),
        removalPolicy,
      });
    this.outcomes = queue('Outcomes', 'record');
    this.credits = queue('Credits', 'learn');
    this.features = queue('Features', 'record-features');
    this.log = queue('Log', 'log');

    const { bucket, accessLogs } = new SnapshotBucket(this, 'SnapshotStore', {
      key: this.dataKey,
      removalPolicy,
      accessLogRetention: Duration.days(config.logRetentionDays),
    });
    this.snapshots = bucket;
    this.maturedLog = makeMaturedLogBucket(this, 'MaturedLog', {
      key: this.dataKey,
      removalPolicy,
      accessLogs,
    });
  }
}
