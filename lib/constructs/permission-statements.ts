import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { LOG_PREFIX, type TableName } from '../../src/shared-names.ts';
import type { DataStack } from '../data-stack.ts';
import type { Permissions, TableAction } from '../permissions.ts';

export type DataResources = Pick<
  DataStack,
  'tables' | 'outcomes' | 'credits' | 'features' | 'log' | 'snapshots' | 'maturedLog' | 'dataKey'
>;

/** The prefix of every snapshot's key in the bucket. */
export const SNAPSHOT_PREFIX = 'snapshots/';

/** The policy statements that grant exactly `permissions`: no action and no resource beyond them. */
export function permissionStatements(permissions: Permissions, data: DataResources): PolicyStatement[] {
  return [
    ...tableStatements(permissions, data),
    ...objectStatements(permissions.snapshots, data.snapshots, SNAPSHOT_PREFIX),
    ...objectStatements(permissions.maturedLog, data.maturedLog, LOG_PREFIX),
    ...queueStatements(permissions, data),
    ...keyStatements(permissions, data),
  ];
}

function tableStatements({ tables, indexes = [] }: Permissions, data: DataResources): PolicyStatement[] {
  const granted = Object.entries(tables) as [TableName, readonly TableAction[]][];
  const decisions = data.tables.decisions.tableArn;
  return [
    ...granted.map(([name, actions]) =>
      allow(
        actions.map((action) => `dynamodb:${action}`),
        [data.tables[name].tableArn],
      ),
    ),
    ...indexes.map((index) => allow(['dynamodb:Query'], [`${decisions}/index/${index}`])),
  ];
}

function objectStatements(
  granted: readonly ('read' | 'write')[] = [],
  bucket: Bucket,
  prefix: string,
): PolicyStatement[] {
  const objects = [bucket.arnForObjects(`${prefix}*`)];
  const statements: PolicyStatement[] = [];
  if (granted.includes('write')) statements.push(allow(['s3:PutObject'], objects));
  if (granted.includes('read')) {
    statements.push(allow(['s3:GetObject'], objects));
    // Without it S3 answers 403 instead of 404 for an object that does not exist. A condition on the prefix would undo
    // that: reading an object has none.
    statements.push(allow(['s3:ListBucket'], [bucket.bucketArn]));
  }
  return statements;
}

function queueStatements(permissions: Permissions, data: DataResources): PolicyStatement[] {
  const { sendsTo = [] } = permissions;
  const statements = sendsTo.map((name) => allow(['sqs:SendMessage'], [data[name].queue.queueArn]));
  const sources = sourceArns(permissions, data);
  if (sources.length > 0) {
    // What the event source mapping does in the function's name.
    const actions = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes'];
    statements.push(
      allow(
        actions.map((action) => `sqs:${action}`),
        sources,
      ),
    );
  }
  return statements;
}

function sourceArns(
  { receivesFrom, receivesDeadLettersOf = [] }: Permissions,
  data: DataResources,
): string[] {
  return [
    ...(receivesFrom === undefined ? [] : [data[receivesFrom].queue.queueArn]),
    ...receivesDeadLettersOf.map((name) => data[name].deadLetters.queueArn),
  ];
}

/** The data key, by way of the services that hold the data only: no function can decrypt anything by itself. */
function keyStatements(permissions: Permissions, data: DataResources): PolicyStatement[] {
  const { tables, snapshots = [], maturedLog = [], sendsTo = [] } = permissions;
  const usesQueues = sendsTo.length > 0 || sourceArns(permissions, data).length > 0;
  const services = [
    ...(Object.keys(tables).length > 0 ? ['dynamodb'] : []),
    ...(snapshots.length + maturedLog.length > 0 ? ['s3'] : []),
    ...(usesQueues ? ['sqs'] : []),
  ];
  const writes =
    Object.values(tables).some((actions) => actions.includes('PutItem') || actions.includes('UpdateItem')) ||
    snapshots.includes('write') ||
    maturedLog.includes('write') ||
    sendsTo.length > 0;
  const actions = writes ? ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'];
  return [
    allow(actions, [data.dataKey.keyArn], {
      StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${Aws.REGION}.amazonaws.com`) },
    }),
  ];
}

function allow(
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, string | string[]>>,
): PolicyStatement {
  return new PolicyStatement({ actions, resources, ...(conditions && { conditions }) });
}
