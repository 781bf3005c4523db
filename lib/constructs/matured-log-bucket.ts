import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface MaturedLogBucketProps {
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly accessLogs: Bucket;
}

/**
 * The bucket of the matured log.
 * @remarks It keeps no versions: a row that is removed because a borrower asked for it must be gone, and the log can be
 * made again from the ledger. Nothing expires, as nothing does in the ledger that the log is compared with.
 */
export function makeMaturedLogBucket(scope: Construct, id: string, props: MaturedLogBucketProps): Bucket {
  return new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: props.removalPolicy,
    encryption: BucketEncryption.KMS,
    encryptionKey: props.key,
    bucketKeyEnabled: true,
    versioned: false,
    // Its declared type misses `IBucket` by an optional property that may be undefined.
    serverAccessLogsBucket: props.accessLogs as IBucket,
    serverAccessLogsPrefix: 'matured-log/',
    lifecycleRules: [
      {
        // Old days are read now and then and written hardly ever.
        transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
  });
}
