import type { TableName } from '../src/shared-names.ts';
import { ACCOUNT, REGION } from './loopback-clients.ts';

export const TABLE_NAMES: Readonly<Record<TableName, string>> = {
  decisions: 'rapport-decisions',
  profiles: 'rapport-profiles',
  statistics: 'rapport-statistics',
  control: 'rapport-control',
};

export const BUCKET = 'rapport-snapshots';
export const LOG_BUCKET = 'rapport-matured-log';

export type WorkQueueName = 'outcomes' | 'credits' | 'features' | 'log';

export const WORK_QUEUES: readonly WorkQueueName[] = ['outcomes', 'credits', 'features', 'log'];

export const queueName = (queue: WorkQueueName): string => `rapport-${queue}`;
export const deadLetterName = (queue: WorkQueueName): string => `rapport-${queue}-dead-letters`;
export const queueArn = (name: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;

/** fauxqs reads the name only, so a queue keeps its messages when the port differs from one start to the next. */
export const queueUrl = (sqsPort: number, name: string): string =>
  `http://127.0.0.1:${sqsPort}/${ACCOUNT}/${name}`;
