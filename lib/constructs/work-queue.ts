import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MAX_RECEIVE_COUNT } from '../../src/shared-names.ts';

export interface WorkQueueProps {
  readonly key: IKey;
  /** How long a message stays hidden from other pollers while one works on it. */
  readonly visibilityTimeout: Duration;
  /** The same for the dead letters. */
  readonly deadLetterVisibilityTimeout: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/** The longest that SQS offers: time for people to come back from a long weekend. */
const RETENTION = Duration.days(14);

/** A queue and its dead-letter queue, both encrypted and reachable by TLS only. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const common = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      // One KMS call per sender and hour rather than per five minutes.
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
      retentionPeriod: RETENTION,
      removalPolicy: props.removalPolicy,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...common,
      visibilityTimeout: props.deadLetterVisibilityTimeout,
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: props.visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
  }
}
